/**
 * A round's updates on their way into the aggregation. How long is too long only the round's end tells, when all
 * have come: until then the longest few are kept aside, and the others are added up as they come.
 */
import {
  type AggregateResult,
  type Aggregation,
  absurdLength,
  type ClientUpdate,
  controlOutOfReach,
  reachOf,
  type StrategyState,
  type Stride,
  type Usual,
  usualStride,
} from '@fedhealth/fl-core/aggregation';
import { type Claim, heldWeights } from '@fedhealth/fl-core/lib';
import { clipUpdate, updateNorm } from '@fedhealth/fl-core/weights';

/** So many are kept aside: then as many liars and more honest updates can come in any order. */
const ASIDE = 8;

/** One site's update, with what its length is judged by. */
export interface Pending {
  readonly site: string;
  readonly stride: Stride;
  /** The rows that it says are behind it. */
  readonly claim: Claim;
  readonly update: ClientUpdate & { readonly weights: Float32Array };
}

/** An update that went further than it may. */
export interface TooLong {
  readonly site: string;
  readonly norm: number;
  /** The longest it might have been. */
  readonly most: number;
  /**
   * Left out; or used at that length, as its rows would have it go further were they confirmed, or as the strategy
   * does nothing with fewer updates.
   */
  readonly was: 'left out' | 'shortened for its rows' | 'shortened to be enough';
}

export interface Judged {
  readonly result: AggregateResult;
  readonly tooLong: readonly TooLong[];
}

export interface PendingUpdates {
  add(pending: Pending): void;
  finish(): Judged;
}

export interface PendingParts {
  readonly global: Float32Array;
  /** The strategy's, before the round. */
  readonly state: StrategyState;
  /** Starts an aggregation on the round's model. */
  begin(): Aggregation;
  /** With fewer updates the strategy does nothing. */
  readonly fewestUpdates: number;
  /** The study's limit as a multiple of the usual length; null for none. */
  readonly maxRelativeNorm: number | null;
  /** The most of the round's rows that an unconfirmed count gives: it gives no more steps either. */
  readonly maxShare: number;
  /** Of updates that were used in the rounds before. */
  readonly past: readonly Stride[];
}

export function createPendingUpdates(parts: PendingParts): PendingUpdates {
  const { global, begin, fewestUpdates, maxRelativeNorm, maxShare, past } = parts;
  const strides: Stride[] = [];
  const claims: Claim[] = [];
  const aside: Pending[] = [];
  const tooLong: TooLong[] = [];
  const absurd = absurdLength(global.length);
  let aggregation: Aggregation | null = null;
  let added = 0;
  let usual: Usual = null;
  let usualOf = 0;

  /** Which part of the rows that an update claims it may count for. */
  const heldTo = (claim: Claim): number =>
    (heldWeights(claims, maxShare)[claims.indexOf(claim)] ?? 0) / claim.weight;
  const mostOf = ({ stride: { norm, steps }, claim }: Pending): number => {
    const least = Math.min(absurd, reachOf(usual, 1, maxRelativeNorm));
    if (norm <= least) return least;
    return Math.min(absurd, reachOf(usual, steps * heldTo(claim), maxRelativeNorm));
  };
  /** Worked out anew when a quarter more have come: a median of a thousand at each of a thousand is a second. */
  const refreshUsual = (always: boolean): void => {
    if (!always && strides.length < usualOf * 1.25) return;
    usual = usualStride(strides, past);
    usualOf = strides.length;
  };
  const isTooLong = (pending: Pending): boolean =>
    pending.stride.norm > mostOf(pending) ||
    controlOutOfReach(pending.stride, strides, maxRelativeNorm, global.length);
  /** As long as training on the rows that it claims may make it, were they confirmed. */
  const isForItsRows = ({ stride }: Pending): boolean =>
    stride.norm <= Math.min(absurd, reachOf(usual, stride.steps, maxRelativeNorm));
  const note = (pending: Pending, was: TooLong['was']): void =>
    void tooLong.push({
      site: pending.site,
      norm: pending.stride.norm,
      most: mostOf(pending),
      was,
    });
  const use = ({ update }: Pending): void => {
    aggregation ??= begin();
    aggregation.add(update);
    added++;
  };
  const shortened = (pending: Pending): Pending => {
    const { weights } = pending.update;
    const { controlDelta: _, ...update } = pending.update;
    return {
      ...pending,
      update: { ...update, weights: clipUpdate(weights, global, mostOf(pending)) },
    };
  };
  const inReach = ({ global: next }: AggregateResult): boolean =>
    next.every(Number.isFinite) && updateNorm(next, global) <= absurd;

  /** What is too long of those aside is left out; what the strategy cannot do without is shortened to its reach. */
  const judgeAside = (): Pending[] => {
    const out = aside.filter(isTooLong).sort((a, b) => a.stride.norm - b.stride.norm);
    const needed = fewestUpdates > 1 ? fewestUpdates - added - (aside.length - out.length) : 0;
    const forRows = new Set(out.filter(isForItsRows));
    const needs = new Set([...forRows, ...out.slice(0, Math.max(0, needed))]);
    for (const pending of out) {
      if (forRows.has(pending)) note(pending, 'shortened for its rows');
      else note(pending, needs.has(pending) ? 'shortened to be enough' : 'left out');
    }
    const good = aside.filter((pending) => !out.includes(pending));
    return [...good, ...[...needs].map(shortened)].sort((a, b) => compare(a.update.id, b.update.id));
  };

  return {
    add(pending) {
      strides.push(pending.stride);
      claims.push(pending.claim);
      aside.push(pending);
      aside.sort((a, b) => b.stride.norm - a.stride.norm);
      if (aside.length <= ASIDE) return;
      const shortest = aside.pop();
      if (shortest === undefined) return;
      refreshUsual(false);
      if (isTooLong(shortest)) refreshUsual(true);
      if (isTooLong(shortest)) note(shortest, 'left out');
      else use(shortest);
    },
    finish() {
      refreshUsual(true);
      let good = judgeAside();
      const early = added;
      for (;;) {
        for (const pending of good) use(pending);
        const result = (aggregation ?? begin()).finish();
        if (aggregation === null && tooLong.length > 0) return { result: allTooLong(result), tooLong };
        if (inReach(result)) return { result, tooLong };
        // Not one of them is beyond its reach, and yet all together are: without the longest it is done again.
        const [longest, ...others] = [...good].sort((a, b) => b.stride.norm - a.stride.norm);
        if (early > 0 || longest === undefined) return { result: unchanged(parts), tooLong };
        note(longest, 'left out');
        good = others.sort((a, b) => compare(a.update.id, b.update.id));
        aggregation = null;
      }
    },
  };
}

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

const allTooLong = (result: AggregateResult): AggregateResult => ({
  ...result,
  reason: 'Every update of the round was too long to be used: the global model was kept as it was.',
});

const unchanged = ({ global, state }: PendingParts): AggregateResult => ({
  global,
  state,
  reason: 'The new model was beyond what a round can change: the global model was kept as it was.',
});
