/**
 * Whether a store can be read whole, found out by a child process: what ends that process by a panic of the driver
 * would otherwise end the coordinator, at some later request that touches the damage.
 */
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const FROM_SOURCES = import.meta.url.endsWith('.ts');
const EXTENSION = FROM_SOURCES ? 'ts' : 'js';
/** How this very process runs its files: built, or from sources. */
export const NODE_ARGUMENTS = FROM_SOURCES ? ['--conditions=source', '--import', 'tsx'] : [];
/** The path of a script of this folder's or a neighbour's, as this very process would run it. */
export const scriptAt = (path: string): string =>
  fileURLToPath(new URL(`${path}.${EXTENSION}`, import.meta.url));
const argumentsFor = (path: string): string[] => [...NODE_ARGUMENTS, scriptAt('./check-child'), path];

const answerSchema = z.object({ damage: z.string().nullable() });

/** Null: all of it can be read. Else the end of "it is damaged: …". */
export type Finding = string | null;

export interface StoreCheck {
  /** What was found, or `unfinished` when that takes longer than the time given. */
  readonly inTime: Promise<Finding | 'unfinished'>;
  /** What was found, however long it takes. */
  readonly found: Promise<Finding>;
  stop(): void;
}

export function startCheck(path: string, limitMs: number): StoreCheck {
  const child = spawn(process.execPath, argumentsFor(path), { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let stopped = false;
  const found = new Promise<Finding>((resolve) => {
    child.once('error', (error) => resolve(`it could not be checked (${error.message})`));
    child.once('close', (code, signal) => resolve(stopped ? null : conclude(said, code, signal)));
  });
  let late: NodeJS.Timeout | undefined;
  const limit = new Promise<'unfinished'>((resolve) => {
    late = setTimeout(() => resolve('unfinished'), limitMs);
  });
  return {
    found,
    inTime: Promise.race([found, limit]).finally(() => clearTimeout(late)),
    stop() {
      stopped = true;
      child.kill('SIGKILL');
    },
  };
}

/** The same while everything waits; a check that takes longer than the limit finds nothing. */
export function checkNow(path: string, limitMs: number): Finding {
  const { stdout, status, signal, error } = spawnSync(process.execPath, argumentsFor(path), {
    timeout: limitMs,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (error && 'code' in error && error.code === 'ETIMEDOUT') return null;
  return conclude(stdout, status, signal);
}

function conclude(said: string, code: number | null, signal: string | null): Finding {
  const line = said.trim();
  const answer = line === '' ? null : answerSchema.safeParse(JSON.parse(line));
  if (answer?.success) return answer.data.damage;
  return `reading it ends the program that reads it (${signal ?? `exit code ${code}`})`;
}
