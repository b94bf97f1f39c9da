/**
 * `swarm.ts LINK SITES`: many sites in one process, each with a socket of its own. They share one file's summaries
 * and answer a fit with the model they were sent, moved a little: the coordinator's work is what is measured.
 */
import { fileURLToPath } from 'node:url';
import { unwrap } from '@fedhealth/fl-core/lib';
import { createNetwork } from '@fedhealth/fl-core/model';
import {
  PROTOCOL_VERSION,
  SITE_NAMESPACE,
  type Task,
  type TaskResult,
  taskSchema,
} from '@fedhealth/fl-core/protocol';
import { createSiteData } from '@fedhealth/fl-core/site';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { decodeFrame, encodeFrame } from '@fedhealth/fl-core/weights';
import { io, type Socket } from 'socket.io-client';
import { openData } from '../../apps/coordinator/src/files/open-data.ts';

const PATIENCE_MS = 120_000;
const AT_ONCE = 50;

const [link = '', count = '0'] = process.argv.slice(2);
const { origin, searchParams } = new URL(link);
const token = searchParams.get('invite') ?? '';
const csv = fileURLToPath(new URL('../../data/node_A_data.csv', import.meta.url));
const data = createSiteData(unwrap(await openData(csv, healthRiskStudy)));
const evaluation = {
  n: data.testRows,
  tp: 100,
  fp: 100,
  tn: data.testRows - 300,
  fn: 100,
  logLoss: 0.5,
  brier: 0.2,
  auc: 0.8,
};

/** One update for all: making thousands would be the swarm's own time. Made anew for each round. */
let made: { readonly key: string; readonly frame: Uint8Array } | null = null;
function updateFor(task: Extract<Task, { kind: 'fit' }>, sent: Uint8Array): Uint8Array {
  const key = `${task.run}/${task.round}`;
  if (made?.key !== key) {
    const network = createNetwork(data.study.model, task.pipeline.inputs.length);
    const weights = unwrap(decodeFrame(sent, network));
    made = {
      key,
      frame: encodeFrame(
        weights.map((weight, i) => weight + Math.sin(i) / 1000),
        network,
      ),
    };
  }
  return made.frame;
}

function answer(task: Task, sent: Uint8Array | null): { result: TaskResult; frame: Uint8Array | null } {
  const { run } = task;
  switch (task.kind) {
    case 'moments':
      return { result: { kind: 'moments', run, summary: data.moments() }, frame: null };
    case 'histograms':
      return {
        result: { kind: 'histograms', run, summary: unwrap(data.histograms(task.edges)) },
        frame: null,
      };
    case 'evaluate':
      return { result: { kind: 'evaluate', run, round: task.round, evaluation }, frame: null };
    case 'fit': {
      const result: TaskResult = {
        ...{ kind: 'fit', run, round: task.round, examples: data.trainRows, steps: 100 },
        ...{ loss: 0.5, seconds: 0, evaluation },
      };
      return { result, frame: updateFor(task, sent ?? new Uint8Array()) };
    }
  }
}

async function join(index: number): Promise<Socket> {
  const socket: Socket = io(origin + SITE_NAMESPACE, { transports: ['websocket'], forceNew: true });
  const ask = async (event: string, message: unknown): Promise<void> => {
    const reply = await socket.timeout(PATIENCE_MS).emitWithAck(event, message);
    if (!reply.ok) throw new Error(reply.error.message);
  };
  socket.on('task', (raw: unknown, frame: unknown) => {
    const { result, frame: update } = answer(
      taskSchema.parse(raw),
      frame instanceof Uint8Array ? frame : null,
    );
    socket.emit('result', result, update, () => undefined);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const credentials = { kind: 'invite', token, name: `Swarm ${index + 1}` };
  await ask('hello', { protocol: PROTOCOL_VERSION, credentials });
  await ask('ready', {
    ...{ studyId: data.study.id, studyVersion: data.study.version, engine: 'simd' },
    ...{ trainRows: data.trainRows, testRows: data.testRows },
  });
  return socket;
}

for (let from = 0; from < Number(count); from += AT_ONCE) {
  const many = Math.min(AT_ONCE, Number(count) - from);
  await Promise.all(Array.from({ length: many }, (_, i) => join(from + i)));
}
process.send?.('joined');
