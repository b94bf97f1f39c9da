/** A real coordinator in a process of its own, on a free port, with a database of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const START_SECONDS = 30;
const STOP_SECONDS = 10;

export interface CoordinatorProcess {
  /** e.g. `http://127.0.0.1:41234`, with no slash at its end. */
  readonly url: string;
  readonly pid: number;
  /** What an administrator signs in with. */
  readonly adminToken: string;
  /** Calls the REST API as the administrator and gives the answer's JSON; an error status is thrown with its text. */
  api(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  /** Makes an invitation and gives the whole link to hand to a hospital. `admits`: how many hospitals it lets in. */
  createInvite(studyId?: string, admits?: number): Promise<string>;
  /** Stops it and starts it again with the same address and database. */
  restart(): Promise<void>;
  /** Ends it in the middle of whatever it does (`kill -9`); `restart` starts it again. */
  kill(): Promise<void>;
  /** What it has printed so far. */
  log(): string;
  /** Ends the process and removes its database. */
  stop(): Promise<void>;
}

/** Starts a coordinator; `environment` adds to or replaces its settings, e.g. `{ FEDHEALTH_VALIDATION: 'none' }`. */
export async function startCoordinator(
  environment: Record<string, string> = {},
): Promise<CoordinatorProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'fedhealth-e2e-'));
  const adminToken = 'an-admin-token-for-tests';
  let printed = '';

  const launch = async (port: string) => {
    const cli = join(ROOT, 'apps/cli/bin/fedhealth.js');
    const child = spawn(
      process.execPath,
      [cli, 'serve', '--port', port, '--db', join(folder, 'fedhealth.db')],
      {
        cwd: folder,
        env: { ...plainEnvironment(), FEDHEALTH_ADMIN_TOKEN: adminToken, ...environment },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    return { child, url: await addressOf(child, (text) => (printed += text)) };
  };

  let current = await launch('0').catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  const { url } = current;

  const api: CoordinatorProcess['api'] = async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };

  return {
    url,
    get pid() {
      return current.child.pid ?? 0;
    },
    adminToken,
    api,
    async createInvite(studyId = 'health-risk', admits = 10) {
      const invite = await api('POST', '/api/invites', { studyId, admits });
      const link = invite !== null && typeof invite === 'object' && 'url' in invite ? invite.url : null;
      if (typeof link !== 'string') throw new Error(`The invitation has no link: ${JSON.stringify(invite)}`);
      return link;
    },
    async restart() {
      await end(current.child);
      current = await launch(new URL(url).port);
    },
    async kill() {
      const ended = once(current.child, 'exit');
      current.child.kill('SIGKILL');
      await ended;
    },
    log: () => printed,
    async stop() {
      await end(current.child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** This process's environment without settings of a coordinator that someone runs on the same machine. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const ours = Object.entries(process.env).filter(([name]) => !/^(FEDHEALTH_|PORT$|LOG_LEVEL$)/.test(name));
  return Object.fromEntries(ours);
}

/** Waits until it prints the address it listens on. */
function addressOf(child: ChildProcess, onText: (text: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const fail = (why: string) => {
      child.kill('SIGKILL');
      reject(new Error(`The coordinator ${why}. It printed:\n${text}`));
    };
    const timer = setTimeout(
      () => fail(`did not start within ${START_SECONDS} seconds`),
      START_SECONDS * 1000,
    );
    const read = (chunk: string) => {
      text += chunk;
      onText(chunk);
      const found = /https?:\/\/[\w.-]+:\d+/.exec(text);
      if (!found) return;
      clearTimeout(timer);
      resolve(found[0]);
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
}

/** Asks the process to end, and insists when it does not. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
  await ended;
  clearTimeout(insist);
}
