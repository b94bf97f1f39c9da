/** Child processes that never outlive this one: signals are passed on, and what is left is ended at exit. */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const GRACE_MS = 8_000;
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
/** @type {NodeJS.Signals | null} */
let stopping = null;

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  if (stopping) return;
  stopping = signal;
  for (const child of running) child.kill(signal);
  if (running.size === 0) leave();
  else setTimeout(leave, GRACE_MS).unref();
}

function leave() {
  process.exit(128 + (stopping ? constants.signals[stopping] : 0));
}

function endAll() {
  for (const child of running) child.kill('SIGKILL');
}

/** @type {NodeJS.Signals[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
let listening = false;

function listen() {
  if (listening) return;
  listening = true;
  for (const signal of SIGNALS) process.on(signal, stop);
  process.on('exit', endAll);
}

/**
 * Starts a program whose life is tied to this process. Once a signal has been passed on, this process
 * leaves as soon as its last child has.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 */
export function start(command, args, options) {
  listen();
  const child = spawn(command, args, options);
  running.add(child);
  const forget = () => {
    running.delete(child);
    if (stopping && running.size === 0) leave();
  };
  child.once('close', forget);
  child.once('error', forget);
  if (stopping) child.kill('SIGKILL');
  return child;
}

/** Leaves signals to this process itself again, before it turns into the program that was asked for. */
export function letGo() {
  for (const signal of SIGNALS) process.off(signal, stop);
  process.off('exit', endAll);
  listening = false;
}

/**
 * Ends the children that still run, e.g. when one of two that belong together has left.
 * @param {NodeJS.Signals} signal
 */
export function stopAll(signal = 'SIGTERM') {
  for (const child of running) child.kill(signal);
}
