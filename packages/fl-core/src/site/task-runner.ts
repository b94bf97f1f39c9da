/** Does the work a run asks of a site, on the site's own rows. */
import { fail, ok, type Result } from '../lib/result.ts';
import { classificationMetrics, toEvaluation } from '../metrics/index.ts';
import type { ClassificationMetrics } from '../metrics/types.ts';
import { createNetwork, type Network } from '../model/index.ts';
import type { Pipeline } from '../preprocessing/types.ts';
import { MIN_CELL, protectEvaluation, protectLoss } from '../privacy/index.ts';
import type { Task, TaskResult } from '../protocol/messages.ts';
import { type FitProgress, fitOptions, openScorer, type Trainer } from '../training/index.ts';
import { decodeFrame, type ErrorFeedback, encodeFrame, joinControl, splitControl } from '../weights/index.ts';
import type { ControlVariates } from './control-variates.ts';
import { fitAsInstructed } from './fit-as-instructed.ts';
import { notFinite } from './not-finite.ts';
import type { PreparedData, SiteData } from './site-data.ts';

export interface TaskOutcome {
  readonly result: TaskResult;
  readonly frame: Uint8Array | null;
  /** The incoming global model on this site's test rows, where the task had one. */
  readonly metrics: ClassificationMetrics | null;
}

export interface TaskTools {
  readonly data: SiteData;
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
  const { data } = tools;
  const plain = (result: TaskResult) => ok({ result, frame: null, metrics: null });
  switch (task.kind) {
    case 'moments':
      return plain({ kind: 'moments', run: task.run, summary: data.moments() });
    case 'histograms': {
      const summary = data.histograms(task.edges);
      return summary.ok ? plain({ kind: 'histograms', run: task.run, summary: summary.value }) : summary;
    }
    case 'evaluate': {
      const given = receive(task.pipeline, frame, data);
      if (!given.ok) return given;
      const metrics = await evaluateOn(given.value.prepared, given.value.network, given.value.weights);
      const evaluation = protectEvaluation(toEvaluation(metrics), data.testOutcomes());
      return ok({
        result: { kind: 'evaluate', run: task.run, round: task.round, evaluation },
        frame: null,
        metrics,
      });
    }
    case 'fit': {
      const given = receive(task.pipeline, frame, data);
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
}

function receive(pipeline: Pipeline, frame: Uint8Array | null, data: SiteData): Result<Given> {
  const network = createNetwork(data.study.model, pipeline.inputs.length);
  const parts = splitControl(frame ?? new Uint8Array());
  const weights = decodeFrame(parts.weights, network);
  if (!weights.ok) return weights;
  const control = parts.control === null ? ok(null) : decodeFrame(parts.control, network);
  if (!control.ok) return control;
  const prepared = data.prepared(pipeline);
  if (!prepared.ok) return prepared;
  return ok({ network, weights: weights.value, control: control.value, prepared: prepared.value });
}

async function fit(
  task: Extract<Task, { kind: 'fit' }>,
  given: Given,
  tools: TaskTools,
): Promise<Result<TaskOutcome>> {
  const trainer = await tools.openTrainer();
  if (!trainer.ok) return trainer;
  const started = tools.now();
  const metrics = await evaluateOn(given.prepared, given.network, given.weights);
  const { train } = given.prepared;
  const fitted = await fitAsInstructed({
    trainer: trainer.value,
    rows: train,
    global: given.weights,
    options: fitOptions(tools.data.study, given.network, train.labels, task.seed),
    instructions: task.instructions ?? {},
    variates: { server: given.control, own: tools.variates.own(task) },
    onProgress: tools.onProgress,
    signal: tools.signal,
  });
  const problem = notFinite(fitted);
  if (problem) return fail(problem);
  const { controlDelta } = fitted;
  if (controlDelta) tools.variates.move(task, controlDelta);
  const { network, weights } = given;
  const told = tools.feedback.encode(task, fitted.weights, weights, network, task.upload ?? 'float32');
  return ok({
    result: {
      kind: 'fit',
      run: task.run,
      round: task.round,
      examples: fitted.examples,
      steps: fitted.steps,
      loss: protectLoss(Number(fitted.loss.toPrecision(7)), tools.data.trainPeople(MIN_CELL)),
      seconds: Number(((tools.now() - started) / 1000).toFixed(3)),
      evaluation: protectEvaluation(toEvaluation(metrics), tools.data.testOutcomes()),
      engine: trainer.value.engine,
    },
    frame: controlDelta ? joinControl(encodeFrame(controlDelta, network), told) : told,
    metrics,
  });
}
