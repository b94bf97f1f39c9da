/** Does the work a run asks of a site, on the site's own rows. */
import { fail, ok, type Result } from '../../lib/result.ts';
import { classificationMetrics, toEvaluation } from '../../metrics/index.ts';
import type { ClassificationMetrics } from '../../metrics/types.ts';
import { createNetwork, type Network } from '../../model/index.ts';
import { MIN_CELL, protectEvaluation, protectLoss } from '../../privacy/index.ts';
import type { Task, TaskResult } from '../../protocol/messages.ts';
import { type FitProgress, fitOptions, openScorer, type Trainer } from '../../training/index.ts';
import {
  decodeFrame,
  type ErrorFeedback,
  encodeFrame,
  joinControl,
  splitControl,
  updateNorm,
} from '../../weights/index.ts';
import type { PreparedData } from '../data/site-data.ts';
import { boundedControl } from '../guard/bounded-control.ts';
import { crowdedBatches } from '../guard/crowded-batches.ts';
import type { ModelTask } from '../guard/incoming-model.ts';
import { withoutRareUnits } from '../guard/rare-units.ts';
import type { SiteGuard } from '../guard/site-guard.ts';
import type { RowsMeet } from '../guard/unit-activity.ts';
import type { ControlVariates } from './control-variates.ts';
import { fitAsInstructed } from './fit-as-instructed.ts';
import { notFinite } from './not-finite.ts';

export interface TaskOutcome {
  readonly result: TaskResult;
  readonly frame: Uint8Array | null;
  /** The incoming global model on this site's test rows, where the task had one. */
  readonly metrics: ClassificationMetrics | null;
}

export interface TaskTools {
  readonly guard: Pick<
    SiteGuard,
    'data' | 'rules' | 'admitQuestion' | 'rememberHistograms' | 'admitModel' | 'sent' | 'rememberModel'
  >;
  /** What compressed updates of this run have left untold. */
  readonly feedback: ErrorFeedback;
  /** SCAFFOLD's variate of this run. */
  readonly variates: ControlVariates;
  openTrainer(): Promise<Result<Trainer>>;
  /** A promise it gives back is waited for: so training pauses. */
  onProgress(progress: FitProgress): unknown;
  readonly signal: AbortSignal;
  now(): number;
}

/** The scores of a model on the test rows; null figures when there are none. */
export async function evaluateOn(
  prepared: PreparedData,
  network: Network,
  weights: Float32Array,
): Promise<ClassificationMetrics> {
  const { test } = prepared;
  const score = await openScorer();
  return classificationMetrics(score(network, weights, test.features, test.rows), test.labels, 0.5);
}

/** Runs one task. Problems are values; only an abort throws. */
export async function runTask(
  task: Task,
  frame: Uint8Array | null,
  tools: TaskTools,
): Promise<Result<TaskOutcome>> {
  const { guard } = tools;
  const data = guard.data();
  const admitted = await guard.admitQuestion(task);
  if (!admitted.ok) return admitted;
  const plain = (result: TaskResult) => ok({ result, frame: null, metrics: null });
  switch (task.kind) {
    case 'moments':
      return plain({ kind: 'moments', run: task.run, summary: data.moments() });
    case 'histograms': {
      const summary = data.histograms(task.edges);
      if (!summary.ok) return summary;
      await guard.rememberHistograms(task.edges, summary.value);
      return plain({ kind: 'histograms', run: task.run, summary: summary.value });
    }
    case 'evaluate': {
      const given = await receive(task, frame, guard);
      if (!given.ok) return given;
      const { prepared, network, weights } = given.value;
      const metrics = await evaluateOn(prepared, network, weights);
      await guard.rememberModel(weights);
      const evaluation = protectEvaluation(toEvaluation(metrics), data.testOutcomes());
      return ok({
        result: { kind: 'evaluate', run: task.run, round: task.round, evaluation },
        frame: null,
        metrics,
      });
    }
    case 'fit': {
      const given = await receive(task, frame, guard);
      return given.ok ? fit(task, given.value, tools) : given;
    }
  }
}

interface Given {
  readonly network: Network;
  readonly weights: Float32Array;
  /** SCAFFOLD's control variate c, where one came with the model. */
  readonly control: Float32Array | null;
  readonly prepared: PreparedData;
  /** How this site's rows meet the model's units. */
  readonly meet: RowsMeet;
}

async function receive(
  task: ModelTask,
  frame: Uint8Array | null,
  guard: TaskTools['guard'],
): Promise<Result<Given>> {
  const { pipeline } = task;
  const data = guard.data();
  const network = createNetwork(data.study.model, pipeline.inputs.length);
  const parts = splitControl(frame ?? new Uint8Array());
  const weights = decodeFrame(parts.weights, network);
  if (!weights.ok) return weights;
  const control = parts.control === null ? ok(null) : decodeFrame(parts.control, network);
  if (!control.ok) return control;
  const prepared = data.prepared(pipeline);
  if (!prepared.ok) return prepared;
  const { train } = prepared.value;
  const meet = await guard.admitModel({
    task,
    network,
    weights: weights.value,
    train,
    personOf: data.trainPerson,
    inputs: pipeline.inputs,
  });
  if (!meet.ok) return meet;
  return ok({
    network,
    weights: weights.value,
    control: control.value,
    prepared: prepared.value,
    meet: meet.value,
  });
}

async function fit(
  task: Extract<Task, { kind: 'fit' }>,
  given: Given,
  tools: TaskTools,
): Promise<Result<TaskOutcome>> {
  const { network, weights, prepared, meet } = given;
  const data = tools.guard.data();
  const metrics = await evaluateOn(prepared, network, weights);
  const evaluation = protectEvaluation(toEvaluation(metrics), data.testOutcomes());
  const { minTrainingPeople } = tools.guard.rules;
  if (data.trainPeople(minTrainingPeople) < minTrainingPeople) {
    const { run, round } = task;
    return ok({ result: { kind: 'measured', run, round, evaluation }, frame: null, metrics });
  }
  const trainer = await tools.openTrainer();
  if (!trainer.ok) return trainer;
  const started = tools.now();
  const { train } = prepared;
  const options = fitOptions(data.study, network, train.labels, task.seed);
  const { learningRate = options.learningRate, proximalMu = 0 } = task.instructions ?? {};
  const having = train.labels.reduce((sum, label) => sum + label, 0);
  const crowd = {
    rows: train.rows,
    mostRecords: data.mostRecords(),
    outcomes: [train.rows - having, having] as const,
  };
  const own = tools.variates.own(task);
  const fitted = await fitAsInstructed({
    trainer: trainer.value,
    rows: train,
    global: weights,
    options: crowdedBatches({ ...options, learningRate }, crowd, proximalMu),
    instructions: task.instructions ?? {},
    variates: { server: boundedControl(given.control, own), own },
    onProgress: tools.onProgress,
    signal: tools.signal,
  });
  const problem = notFinite(fitted);
  if (problem) return fail(problem);
  const trained = withoutRareUnits(network, fitted.weights, weights, meet);
  const controlDelta = fitted.controlDelta && withoutRareUnits(network, fitted.controlDelta, null, meet);
  if (controlDelta) tools.variates.move(task, controlDelta);
  tools.guard.sent(updateNorm(trained, weights));
  const told = tools.feedback.encode(task, trained, weights, network, task.upload ?? 'float32');
  return ok({
    result: {
      kind: 'fit',
      run: task.run,
      round: task.round,
      examples: fitted.examples,
      steps: fitted.steps,
      loss: protectLoss(Number(fitted.loss.toPrecision(7)), data.trainPeople(MIN_CELL)),
      seconds: Number(((tools.now() - started) / 1000).toFixed(3)),
      evaluation,
      engine: trainer.value.engine,
    },
    frame: controlDelta ? joinControl(encodeFrame(controlDelta, network), told) : told,
    metrics,
  });
}
