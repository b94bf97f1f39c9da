/** A hospital whose every word a test decides: a bare Socket.IO client that knows the protocol. */
import { seedFrom } from '@fedhealth/fl-core/lib';
import { createNetwork } from '@fedhealth/fl-core/model';
import {
  PROTOCOL_VERSION,
  SITE_ABILITIES,
  SITE_NAMESPACE,
  type Task,
  type TaskResult,
  taskSchema,
  welcomeSchema,
} from '@fedhealth/fl-core/protocol';
import { createSiteData, type SiteData } from '@fedhealth/fl-core/site';
import { decodeFrame, encodeFrame } from '@fedhealth/fl-core/weights';
import { createMailbox, PATIENCE_MS } from '@fedhealth/testing/patiently';
import { tinyCsv, tinyStudy } from '@fedhealth/testing/tiny-study';
import { io, type Socket } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { openData } from '../files/open-data.ts';
import type { LiveApp } from './live-app.ts';

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.string(), message: z.string(), retryable: z.boolean() }),
  }),
]);
export type PlainReply = z.infer<typeof replySchema>;

export interface Delivery {
  readonly task: Task;
  readonly frame: Uint8Array | null;
}

export interface Answer {
  readonly result: TaskResult;
  readonly frame: Uint8Array | null;
}

/** A connection to the coordinator that says nothing of its own accord. */
export interface Line {
  readonly socket: Socket;
  /** Sends anything at all, and waits for the acknowledgement. */
  say(event: string, ...message: readonly unknown[]): Promise<PlainReply>;
  hello(credentials: object): Promise<PlainReply>;
  closed(): Promise<void>;
}

export async function openLine(url: string): Promise<Line> {
  const socket: Socket = io(url + SITE_NAMESPACE, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
  });
  onTestFinished(() => void socket.disconnect());
  const ends = createMailbox<string>();
  socket.on('disconnect', ends.put);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const say: Line['say'] = async (event, ...message) =>
    replySchema.parse(await socket.timeout(PATIENCE_MS).emitWithAck(event, ...message));
  return {
    socket,
    say,
    hello: (credentials) => say('hello', { protocol: PROTOCOL_VERSION, credentials }),
    async closed() {
      if (socket.connected) await ends.take('the end of the connection');
    },
  };
}

export interface ScriptedSite extends Line {
  readonly id: string;
  readonly secret: string;
  readonly name: string;
  readonly data: SiteData;
  ready(): Promise<PlainReply>;
  /** The next task of this kind (and round). */
  task(kind: Task['kind'], round?: number): Promise<Delivery>;
  /** Tasks that came and were not taken. */
  untaken(): readonly Delivery[];
  /** What a well-behaved site answers. */
  honest(delivery: Delivery): Answer;
  send(answer: Answer): Promise<PlainReply>;
  /** Answers the next task of this kind as a well-behaved site would. */
  do(kind: Task['kind'], round?: number): Promise<PlainReply>;
  /** From now on answers every task as a well-behaved site would. */
  takePart(): void;
}

export interface ScriptedSiteOptions {
  readonly name: string;
  /** A site that was here before comes back on a new connection. */
  readonly back?: ScriptedSite;
  readonly url?: string;
  /** What its page can do; all that there is unless told. */
  readonly abilities?: readonly string[];
}

/** Connects, says hello and is ready. */
export async function openScriptedSite(
  app: LiveApp,
  { name, back, url = app.url, abilities = SITE_ABILITIES }: ScriptedSiteOptions,
): Promise<ScriptedSite> {
  const study = (await app.store.studies.get(app.studyId)) ?? tinyStudy();
  const data = back?.data ?? (await tinyData(study, name.length));
  const line = await openLine(url);
  const mailbox = createMailbox<Delivery>();
  let busy = false;
  /** The test may be over before the coordinator acknowledges it. */
  const answer = (delivery: Delivery): void => void site.send(site.honest(delivery)).catch(() => undefined);
  line.socket.on('task', (raw: unknown, frame: unknown) => {
    const delivery = { task: taskSchema.parse(raw), frame: frame instanceof Uint8Array ? frame : null };
    if (busy) answer(delivery);
    else mailbox.put(delivery);
  });
  const credentials = back
    ? { kind: 'site', siteId: back.id, secret: back.secret }
    : { kind: 'invite', token: app.invite, name };
  const reply = await line.hello(credentials);
  if (!reply.ok) throw new Error(reply.error.message);
  const { siteId: id, secret } = welcomeSchema.parse(reply.value);
  const roundOf = ({ task }: Delivery): number => ('round' in task ? task.round : 0);
  const site: ScriptedSite = {
    ...line,
    id,
    secret,
    name,
    data,
    ready: () =>
      line.say('ready', {
        studyId: study.id,
        studyVersion: study.version,
        trainRows: data.trainRows,
        testRows: data.testRows,
        engine: 'tfjs-cpu',
        abilities,
      }),
    task: (kind, round) =>
      mailbox.take(
        `the task ${kind} at ${name}`,
        (delivery) => delivery.task.kind === kind && (round === undefined || roundOf(delivery) === round),
      ),
    untaken: mailbox.waiting,
    honest: (delivery) => honestAnswer(delivery, data, name),
    send: ({ result, frame }) => line.say('result', result, frame),
    do: async (kind, round) => site.send(site.honest(await site.task(kind, round))),
    takePart() {
      busy = true;
      for (const delivery of mailbox.waiting()) answer(delivery);
    },
  };
  const ready = await site.ready();
  if (!ready.ok) throw new Error(ready.error.message);
  return site;
}

async function tinyData(study: SiteData['study'], seed: number): Promise<SiteData> {
  const file = await openData(await tinyCsv(40, seed), study);
  if (!file.ok) throw new Error(file.error.message);
  return createSiteData(file.value);
}

/** Its training moves the weights a little, each site's in its own direction. */
function honestAnswer({ task, frame }: Delivery, data: SiteData, name: string): Answer {
  const evaluation = {
    n: data.testRows,
    tp: 1,
    fp: 1,
    tn: data.testRows - 3,
    fn: 1,
    logLoss: 0.5,
    brier: 0.2,
    auc: 0.75,
  };
  switch (task.kind) {
    case 'moments':
      return { result: { kind: 'moments', run: task.run, summary: data.moments() }, frame: null };
    case 'histograms': {
      const summary = data.histograms(task.edges);
      if (!summary.ok) throw new Error(summary.error.message);
      return { result: { kind: 'histograms', run: task.run, summary: summary.value }, frame: null };
    }
    case 'evaluate':
      return { result: { kind: 'evaluate', run: task.run, round: task.round, evaluation }, frame: null };
    case 'fit': {
      const network = createNetwork(data.study.model, task.pipeline.inputs.length);
      const weights = decodeFrame(frame, network);
      if (!weights.ok) throw new Error(weights.error.message);
      return {
        result: {
          kind: 'fit',
          run: task.run,
          round: task.round,
          examples: data.trainRows,
          steps: 4,
          loss: 0.6,
          seconds: 0.01,
          evaluation,
        },
        frame: encodeFrame(
          weights.value.map((weight, index) => weight + Math.sin(index + seedFrom(name)) / 10),
          network,
        ),
      };
    }
  }
}
