import { constants } from 'node:os';
import { start } from './children.mjs';
import { ROOT } from './root.mjs';

/**
 * @typedef {object} ExecuteOptions
 * @property {string} [cwd] the repository's root unless given
 * @property {NodeJS.ProcessEnv} [env] added to this process's environment
 * @property {boolean} [show] pass the output on instead of keeping it
 * @property {boolean} [toStderr] with `show`: what it prints on stdout goes to stderr, so that stdout stays clean
 * @property {number} [timeoutSeconds] it is ended after this long; 15 minutes unless given, 0 for never
 * @property {number} [silentSeconds] it is ended when it has printed nothing for this long: a machine may be busy,
 *   a program that makes progress is not stuck. Never unless given; without meaning with `show`
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {ExecuteOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, output: string }>} its exit code (128 + number for a
 *   signal, 127 when it could not be started, 124 when its time was up), what it printed on stdout, and both
 *   streams in the order they came. Both are empty with `show`.
 */
export function execute(command, args, options = {}) {
  const {
    cwd = ROOT,
    env,
    show = false,
    toStderr = false,
    timeoutSeconds = 900,
    silentSeconds = 0,
  } = options;
  return new Promise((resolve) => {
    const stdio = /** @type {import('node:child_process').StdioOptions} */ (
      show ? ['ignore', toStderr ? 2 : 1, 2] : ['ignore', 'pipe', 'pipe']
    );
    const child = start(command, args, { cwd, stdio, env: { ...process.env, ...env } });
    let stdout = '';
    let output = '';
    let why = '';
    const timer =
      timeoutSeconds > 0
        ? setTimeout(end, timeoutSeconds * 1000, `Ended after ${timeoutSeconds} seconds: it took too long.`)
        : undefined;
    const silence =
      silentSeconds > 0
        ? setTimeout(end, silentSeconds * 1000, `Ended: it printed nothing for ${silentSeconds} seconds.`)
        : undefined;
    /** @param {string} reason */
    function end(reason) {
      why ||= reason;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
    }
    /** @param {number} code */
    const finish = (code) => {
      clearTimeout(timer);
      clearTimeout(silence);
      resolve({ code, stdout, output });
    };
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
      silence?.refresh();
    });
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      output += text;
      silence?.refresh();
    });
    child.once('error', (error) => {
      output += `${error.message}\n`;
      finish(127);
    });
    // A grandchild that outlives the program would hold its pipes open, and 'close' back, for ever.
    child.once('exit', (code, signal) => {
      setTimeout(() => ended(code, signal), 1_500).unref();
    });
    child.once('close', ended);
    /** @param {number | null} code @param {NodeJS.Signals | null} signal */
    function ended(code, signal) {
      if (why) output += `${why}\n`;
      finish(why ? 124 : (code ?? 128 + (signal ? constants.signals[signal] : 0)));
    }
  });
}
