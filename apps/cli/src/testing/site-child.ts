/** `fedhealth site` in a process of its own, from sources, that a test can kill, freeze and set wrong. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { LiveApp } from '@fedhealth/coordinator/testing/live-app';
import { eventually, PROCESS_PATIENCE_MS } from '@fedhealth/testing/patiently';
import { onTestFinished } from 'vitest';

const CLI = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface SiteChild {
  /** Resolves with the line that fits what it has said on stderr, now or when it comes. */
  says(what: RegExp): Promise<string>;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Stops it where it is, as a laptop's lid does (SIGSTOP), and lets it go on. */
  freeze(): void;
  thaw(): void;
}

export interface SiteChildOptions {
  readonly name: string;
  readonly csv: string;
  /** Where it connects; the coordinator itself unless told. */
  readonly url?: string;
  /** How far its clock is off, in days. */
  readonly clockOffDays?: number;
  /** The folder in which it keeps who it is; none unless told. */
  readonly state?: string;
}

/** Starts it, and waits until the coordinator counts it as ready. */
export async function startSiteChild(app: LiveApp, options: SiteChildOptions): Promise<SiteChild> {
  const { name, csv, url = app.url, clockOffDays = 0, state } = options;
  const ready = async (): Promise<number> =>
    (await app.store.events.list({ limit: 1000 })).filter(({ kind }) => kind === 'site-ready').length;
  const before = await ready();
  const child = spawn(
    process.execPath,
    [
      ...[
        '--conditions=source',
        '--import',
        'tsx',
        ...(clockOffDays ? ['--import', clock(clockOffDays)] : []),
      ],
      ...[CLI, 'site', '--invite', `${url}/site?invite=${app.invite}`, '--name', name, '--csv', csv],
      ...['--agree', '--engine', 'simd'],
      ...(state === undefined ? ['--no-state'] : ['--state', state]),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env.PATH } },
  );
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const kill = (): Promise<void> => end(child);
  onTestFinished(kill);
  await eventually(
    `${name} to be ready`,
    async () => {
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${said}`);
      return (await ready()) > before;
    },
    PROCESS_PATIENCE_MS,
  );
  return {
    says: (what) =>
      eventually(`${what}`, () => said.split('\n').find((line) => what.test(line)), PROCESS_PATIENCE_MS),
    kill,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** A module that sets the process's clock off before anything reads it, and says what time it shows. */
const clock = (days: number): string =>
  `data:text/javascript,${encodeURIComponent(`
    const off = ${days * 24 * 3600 * 1000};
    const True = Date;
    globalThis.Date = class extends True {
      constructor(...given) {
        if (given.length === 0) super(True.now() + off);
        else super(...given);
      }
      static now() { return True.now() + off; }
    };
    process.stderr.write('clock ' + new Date().toISOString() + '\\n');
  `)}`;
