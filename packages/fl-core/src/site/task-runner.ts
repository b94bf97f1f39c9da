/** Does the work a run asks of a site, on the site's own rows. */
import { fail, ok, type Problem, type Result } from '../lib/result.ts';
import { classificationMetrics, toEvaluation } from '../metrics/index.ts';
import type { ClassificationMetrics } from '../metrics/types.ts';
import { createNetwork, type Network } from '../model/index.ts';
import type { Pipeline } from '../preprocessing/types.ts';
import { protectEvaluation, protectLoss } from '../privacy/index.ts';
import type { Task, TaskResult } from '../protocol/messages.ts';
import { type FitProgress, type FitResult, fitOptions, openScorer, type Trainer } from '../training/index.ts';
import { decodeFrame, type ErrorFeedback } from '../weights/index.ts';
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
  openTrainer(): Promise<Result<Trainer>>;
  onProgress(progress: FitProgress): void;
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
      const evaluation = protectEvaluation(toEvaluation(metrics));
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
  readonly prepared: PreparedData;
}

function receive(pipeline: Pipeline, frame: Uint8Array | null, data: SiteData): Result<Given> {
  const network = createNetwork(data.study.model, pipeline.inputs.length);
  const weights = decodeFrame(frame ?? new Uint8Array(), network);
  if (!weights.ok) return weights;
  const prepared = data.prepared(pipeline);
  return prepared.ok ? ok({ network, weights: weights.value, prepared: prepared.value }) : prepared;
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
  const options = fitOptions(tools.data.study, given.network, train.labels, task.seed);
  const fitted = await trainer.value.fit(train, given.weights, options, tools.onProgress, tools.signal);
  const problem = notFinite(fitted);
  if (problem) return fail(problem);
  return ok({
    result: {
      kind: 'fit',
      run: task.run,
      round: task.round,
      examples: fitted.examples,
      steps: fitted.steps,
      loss: protectLoss(Number(fitted.loss.toPrecision(7)), fitted.examples),
      seconds: Number(((tools.now() - started) / 1000).toFixed(3)),
      evaluation: protectEvaluation(toEvaluation(metrics)),
    },
    frame: tools.feedback.encode(
      task,
      fitted.weights,
      given.weights,
      given.network,
      task.upload ?? 'float32',
    ),
    metrics,
  });
}

/** Training that diverged is told here, not sent: the gate would refuse it anyway. */
function notFinite(fitted: FitResult): Problem | null {
  if (Number.isFinite(fitted.loss) && fitted.weights.every(Number.isFinite)) return null;
  return {
    code: 'NOT_FINITE',
    message:
      'Training here diverged (the weights are no longer numbers), so nothing was sent. A smaller learning rate helps.',
  };
}
