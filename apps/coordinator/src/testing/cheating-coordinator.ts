/** A coordinator that asks whatever it likes, on a real socket: hospitals meet it with their own session. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ok } from '@fedhealth/fl-core/lib';
import {
  SITE_NAMESPACE,
  type Task,
  type TaskResult,
  taskSchema,
  type Welcome,
} from '@fedhealth/fl-core/protocol';
import type { Study } from '@fedhealth/fl-core/study';
import { createMailbox } from '@fedhealth/testing/patiently';
import { Server, type Socket } from 'socket.io';
import { onTestFinished } from 'vitest';

export interface Answer {
  readonly result: TaskResult;
  readonly frame: Uint8Array | null;
}

export interface CheatingCoordinator {
  /** What `openHospital` takes for a coordinator. */
  readonly app: { readonly url: string; readonly invite: string; readonly studyId: string };
  /** Asks the newest connection, and waits for what it answers. */
  ask(task: Task, frame?: Uint8Array | null): Promise<Answer>;
  /** What a hospital said when it was ready, newest last. */
  readonly ready: Record<string, unknown>[];
  /** Every answer's message that came, as text. */
  said(): string;
}

export async function cheatingCoordinator(study: Study): Promise<CheatingCoordinator> {
  const http = createServer();
  const io = new Server(http, { maxHttpBufferSize: 1 << 26 });
  const answers = createMailbox<Answer>();
  const heard: string[] = [];
  const ready: Record<string, unknown>[] = [];
  let newest: Socket | null = null;
  io.of(SITE_NAMESPACE).on('connection', (socket) => {
    newest = socket;
    const welcome: Welcome = {
      siteId: 'site',
      secret: 'secret',
      name: 'Hospital',
      study,
      plan: { rounds: 20, minSites: 1, roundTimeoutSeconds: 60 },
      run: null,
    };
    const reply = (value: unknown) => (_message: unknown, done: (answer: unknown) => void) => done(ok(value));
    socket.on('hello', reply(welcome));
    socket.on('leave', reply(null));
    socket.on('ready', (message: Record<string, unknown>, done: (answer: unknown) => void) => {
      ready.push(message);
      heard.push(JSON.stringify(message));
      done(ok(null));
    });
    socket.on('result', (result: TaskResult, frame: Uint8Array | null, done: (answer: unknown) => void) => {
      heard.push(JSON.stringify(result));
      done(ok(null));
      answers.put({ result, frame: frame && Uint8Array.from(frame) });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => void (await io.close()));
  const { port } = http.address() as AddressInfo;
  return {
    app: { url: `http://127.0.0.1:${port}`, invite: 'invite', studyId: study.id },
    async ask(task, frame = null) {
      newest?.emit('task', taskSchema.parse(task), frame);
      return answers.take(`an answer to ${task.kind}`);
    },
    ready,
    said: () => heard.join('\n'),
  };
}
