/** Says whose update was too long for its round, and whose rows were held to the most that unconfirmed ones weigh. */
import { protocolError } from '@fedhealth/fl-core/protocol';
import type { RunContext } from '../run/context.ts';
import type { BookResult } from '../updates/round-book.ts';

/** Like any refusal: by name, with its code, and no more than so many of one hospital. */
export function tellTooLong(context: RunContext, { tooLong }: BookResult): void {
  const { parts, run, memory, nameOf } = context;
  memory.notices.clear();
  for (const { site, norm, most, was } of tooLong) {
    if (was === 'shortened for its rows') {
      tellShortened(context, site, norm, most);
      continue;
    }
    const what =
      was === 'left out' ? 'It was left out' : 'It was shortened to that, for the strategy needs so many';
    const detail = `Its length is ${norm.toPrecision(4)}; beside the others’ and those of rounds before at most ${most.toPrecision(4)} is plausible. ${what}, and the round went on.`;
    const error = protocolError('NORM_TOO_LARGE', detail);
    memory.notices.set(site, error.message);
    parts.refusals.note({
      siteId: site,
      name: nameOf(site),
      error,
      runId: run.id,
      round: memory.book.round,
      topics: ['runs', 'sites'],
    });
  }
}

function tellShortened(
  { parts, run, memory, nameOf }: RunContext,
  site: string,
  norm: number,
  most: number,
): void {
  void parts.bus.emit({
    level: 'info',
    kind: 'update-clipped',
    runId: run.id,
    siteId: site,
    round: memory.book.round,
    message: `${nameOf(site)}: its update was shortened from a length of ${norm.toPrecision(4)} to ${most.toPrecision(4)}. Only training on as many rows as it says it has goes so far, and nobody has confirmed them.`,
    topics: ['runs'],
  });
}

/** Once a run and hospital. */
export function tellHeld({ parts, run, memory, nameOf }: RunContext, { shares }: BookResult): void {
  for (const [site, { share, claimed }] of shares) {
    if (!isHeld(share, claimed) || memory.heldToShare.has(site)) continue;
    memory.heldToShare.add(site);
    void parts.bus.emit({
      level: 'warning',
      kind: 'share-held',
      runId: run.id,
      siteId: site,
      round: memory.book.round,
      message: `${nameOf(site)}: by the rows that it says it has it would decide ${percent(claimed)} of the model. Nobody has confirmed that count, so it is held to ${percent(share)}. Ask the hospital, and confirm its rows on the page “Sites” if they are right.`,
      topics: ['runs', 'sites'],
    });
  }
}

/** Others’ shares grow when one is held; only of that one is less used than claimed. */
export const isHeld = (share: number, claimed: number): boolean => share < claimed * (1 - 1e-9);

const percent = (share: number): string => `${(100 * share).toFixed(share > 0.99 ? 2 : 0)} %`;
