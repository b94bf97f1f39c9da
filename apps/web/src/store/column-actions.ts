/** What hospital staff can decide about the columns of the open file. */
import { ok } from '@fedhealth/fl-core/lib';
import type { MappingDecisions } from '@fedhealth/fl-core/table';
import { proxy } from 'comlink';
import type { Problem } from '../worker/api/api.ts';
import type { CellExamples, ColumnsView } from '../worker/api/columns-api.ts';
import { useSiteStore } from './site-store.ts';
import { answered, siteWorker } from './site-worker.ts';
import { keepSources, openSources } from './source-files.ts';

const KEY = 'fedhealth.columns';

/** What earlier visits kept; null where this browser keeps nothing. */
export function rememberedColumns(): string | null {
  try {
    return window.localStorage.getItem(KEY);
  } catch {
    // Switched off by a policy: the columns are asked each time.
    return null;
  }
}

/** Keeps what was confirmed for the next file of its shape. */
export function rememberColumns(text: string): void {
  try {
    window.localStorage.setItem(KEY, text);
  } catch {
    // Full or switched off: the columns are asked each time.
    return;
  }
}

/** Another file that is added later is joined with this one as it was decided here. */
export function keepDecisions(columns: ColumnsView | null): void {
  const { files, settings } = openSources();
  const [only, ...others] = files;
  if (!columns || !only || others.length > 0) return;
  const { decisions, confirmed } = columns;
  keepSources({ files: [{ ...only, decisions, confirmed }], settings });
}

/** Other decisions; null when they were taken over. With `confirm` the file can be used with them. */
export async function decideColumns(decisions: MappingDecisions, confirm: boolean): Promise<Problem | null> {
  useSiteStore.getState().setParticipation({ agreed: false, joinProblem: null });
  const decided = await answered(siteWorker().decideColumns(decisions, confirm, proxy(ignore)));
  if (!decided.ok) return decided.error.code === 'CANCELLED' ? null : decided.error;
  const columns = await siteWorker().columns();
  if (columns?.remember) rememberColumns(columns.remember);
  keepDecisions(columns);
  useSiteStore.getState().setDataset({ status: 'ready', summary: decided.value, columns });
  return null;
}

/** A few cells for the screen, of the one open file or of a source; they are not kept in the store. */
export async function cellExamples(source?: string): Promise<CellExamples> {
  const answer = await answered<CellExamples>(
    siteWorker()
      .cellExamples(source)
      .then(ok<CellExamples>),
  );
  return answer.ok ? answer.value : {};
}

const ignore = (): void => undefined;
