/** Holds the global models of a run to where they may come from, and to what they may be (SPEC.md, Q13). */
import type { Dataset } from '../../lib/dataset.ts';
import { fail, ok, type Problem, type Result } from '../../lib/result.ts';
import { initializeWeights, type Network } from '../../model/index.ts';
import { MIN_CELL } from '../../privacy/index.ts';
import type { ModelOrigin, Task } from '../../protocol/messages.ts';
import { fingerprintOf } from './fingerprint.ts';
import { checkReach, type SeenModel } from './model-reach.ts';
import { checkInputs, checkShape } from './model-shape.ts';
import { rareInputs } from './rare-inputs.ts';
import { withSlices } from './slices.ts';
import { type RowsMeet, unitActivity } from './unit-activity.ts';

export type ModelTask = Extract<Task, { kind: 'fit' | 'evaluate' }>;

export interface IncomingModel {
  readonly task: ModelTask;
  readonly network: Network;
  readonly weights: Float32Array;
  readonly train: Dataset;
  personOf(row: number): number;
  /** Names of the network's inputs. */
  readonly inputs: readonly string[];
  /** Whether the study scales its inputs. */
  readonly isScaled: boolean;
  /** The study's penalty. */
  readonly l2: number;
}

export interface ModelWatchParts {
  /** Has this hospital seen this model made? */
  isKnown(fingerprint: string): boolean;
  /** A person here goes on from models that it has not. */
  trustsUnseen(): boolean;
  /** The weights of a model version; null when they cannot be had. */
  fetchVersion(version: number): Promise<Float32Array | null>;
}

export interface ModelWatch {
  /** How the hospital's rows meet the model's units; or why it is not worked with. */
  admit(model: IncomingModel): Promise<Result<RowsMeet>>;
  /** How long an update was that left. */
  sent(length: number): void;
}

/** The same round may come with another model when it is done again: so often. */
const MOST_TRIES = 8;
/** Rounds whose tries are remembered. */
const REMEMBERED = 64;
/** A model that came as 16-bit numbers is this near to the one it was made of. */
const ROUNDED = 2 ** -10;

/** Runs that are told apart: to change to and fro between two does not make either of them new. */
const RUNS = 16;

interface RunSeen {
  /** Said with the run's first task; it stays. */
  readonly origin: ModelOrigin;
  /** As text. */
  readonly pipeline: string;
  last: SeenModel | null;
  longest: number;
  readonly tries: Map<string, number>;
}

/** The rounds that led to the model that comes with a task. */
const roundsBehind = ({ kind, round }: ModelTask): number => (kind === 'fit' ? round - 1 : round);

export function createModelWatch({ isKnown, trustsUnseen, fetchVersion }: ModelWatchParts): ModelWatch {
  const runs = new Map<string, RunSeen>();
  let newest: RunSeen | null = null;
  /** Of the rows that came last: the same from round to round. */
  let seenRows: {
    readonly of: Dataset;
    readonly rareInputs: readonly number[];
    readonly sized: Result<null>;
  } | null = null;

  const seenOf = (run: string, origin: ModelOrigin, pipeline: string): RunSeen => {
    const tries = new Map<string, number>();
    const seen = runs.get(run) ?? { origin, pipeline, last: null, longest: 0, tries };
    runs.delete(run);
    runs.set(run, seen);
    const [oldest] = runs.keys();
    if (runs.size > RUNS && oldest !== undefined) runs.delete(oldest);
    return seen;
  };

  const start = async (origin: ModelOrigin, model: IncomingModel): Promise<Result<SeenModel | null>> => {
    const { network, weights, task } = model;
    const isStart = roundsBehind(task) === 0;
    if (origin.kind === 'seed') {
      const first = initializeWeights(network, origin.seed);
      if (isStart && !isNear(weights, first)) return fail(NOT_THE_START);
      return ok({ weights: first, rounds: 0 });
    }
    const version = isStart ? weights : await fetchVersion(origin.version);
    if (version?.length === weights.length && isKnown(fingerprintOf(version)))
      return ok({ weights: version, rounds: 0 });
    return trustsUnseen() ? ok(null) : fail(unseen(origin.version));
  };

  return {
    async admit(model) {
      const { task, network, weights, train, inputs, isScaled } = model;
      if (!task.origin) return fail(NO_ORIGIN);
      const pipeline = JSON.stringify(task.pipeline);
      const own = seenOf(task.run, task.origin, pipeline);
      newest = own;
      if (!isSameOrigin(own.origin, task.origin)) return fail(ANOTHER_ORIGIN);
      if (own.pipeline !== pipeline) return fail(ANOTHER_PIPELINE);
      const key = `${task.kind} ${task.round}`;
      const tries = (own.tries.get(key) ?? 0) + 1;
      if (tries > MOST_TRIES) return fail(askedTooOften(task.round));
      own.tries.delete(key);
      own.tries.set(key, tries);
      const [oldest] = own.tries.keys();
      if (own.tries.size > REMEMBERED && oldest !== undefined) own.tries.delete(oldest);
      const now: SeenModel = { weights: weights.slice(), rounds: roundsBehind(task) };
      // What is said to be the first model is held to it however often it comes.
      if (own.last === null || now.rounds === 0) {
        const first = await start(task.origin, model);
        if (!first.ok) return first;
        own.last ??= first.value;
      }
      const isStart = task.origin.kind === 'seed' && now.rounds === 0;
      if (own.last && !isStart) {
        const reach = checkReach(network, now, own.last, own.longest);
        if (!reach.ok) return reach;
      }
      if (seenRows?.of !== train) {
        const sized = checkInputs(train, inputs);
        seenRows = { of: train, rareInputs: rareInputs(train, model.personOf), sized };
      }
      if (isScaled && !seenRows.sized.ok) return seenRows.sized;
      const activity = unitActivity(network, weights, train, model.personOf, MIN_CELL);
      if (!isStart) {
        const shaped = checkShape(network, weights, activity, model.l2);
        if (!shaped.ok) return shaped;
      }
      own.last = now;
      return ok({
        layers: withSlices(network, weights, train, model.personOf, activity, MIN_CELL),
        inputs: seenRows.rareInputs,
      });
    },
    sent(length) {
      if (newest && length > newest.longest) newest.longest = length;
    },
  };
}

const isSameOrigin = (one: ModelOrigin, other: ModelOrigin): boolean =>
  one.kind === 'seed'
    ? other.kind === 'seed' && one.seed === other.seed
    : other.kind === 'version' && one.version === other.version;

const isNear = (weights: Float32Array, other: Float32Array): boolean =>
  weights.length === other.length &&
  weights.every(
    (weight, i) => Math.abs(weight - (other[i] ?? 0)) <= ROUNDED * Math.abs(other[i] ?? 0) + 1e-7,
  );

const KEPT = 'This hospital did not train on it and did not measure it.';
const NOT_THE_START: Problem = {
  code: 'MODEL_NOT_INITIAL',
  message: `The run’s first model is not the study’s initialisation from the run’s seed, which this hospital works out for itself. ${KEPT}`,
};
const NO_ORIGIN: Problem = {
  code: 'MODEL_WITHOUT_ORIGIN',
  message: `The coordinator does not say what the run’s first model was made of. ${KEPT} The coordinator has to be renewed.`,
};
const ANOTHER_ORIGIN: Problem = {
  code: 'MODEL_ORIGIN_CHANGED',
  message: `The coordinator says in the middle of the run that its first model was made of something else. ${KEPT}`,
};
const ANOTHER_PIPELINE: Problem = {
  code: 'PIPELINE_REFUSED',
  message: `The coordinator changed the preprocessing in the middle of the run: two answers could be subtracted. ${KEPT}`,
};
const unseen = (version: number): Problem => ({
  code: 'MODEL_UNSEEN',
  message: `The run trains on from model version ${version}, which this hospital has not seen made. ${KEPT} A person at this hospital may decide to trust it.`,
});
const askedTooOften = (round: number): Problem => ({
  code: 'ROUND_ASKED_TOO_OFTEN',
  message: `The coordinator asked for round ${round} more than ${MOST_TRIES} times with another model each. ${KEPT}`,
});
