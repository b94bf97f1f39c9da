import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PlainError } from './plain-error.mjs';

/**
 * Does some work while holding a lock directory; a second process waits for the first. The directory is renamed
 * into place with its owner's pid already inside, so it never exists half-made. When the owner is no longer
 * alive the lock is taken over.
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} work
 * @param {{ patienceSeconds?: number, pollMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(path, work, { patienceSeconds = 900, pollMs = 200 } = {}) {
  const deadline = Date.now() + patienceSeconds * 1000;
  while (!acquire(path)) {
    const owner = ownerOf(path);
    if (owner !== null && !isAlive(owner)) discardStale(path, owner);
    else if (Date.now() > deadline) throw new PlainError(patienceMessage(path, owner));
    else await delay(pollMs);
  }
  const release = () => moveAndRemove(path, `${path}.released.${process.pid}`);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/** @param {string} path @returns {boolean} */
function acquire(path) {
  const mine = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  rmSync(mine, { recursive: true, force: true });
  mkdirSync(mine);
  writeFileSync(join(mine, 'pid'), String(process.pid));
  try {
    renameSync(mine, path);
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    if (isTaken(error)) return false;
    throw error;
  }
}

/** Renaming a directory onto one with content fails with a code that differs between systems. @param {unknown} error */
function isTaken(error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'EPERM';
}

/**
 * Removed in two steps, so that the lock is never an empty directory that another could rename onto.
 * @param {string} path
 * @param {string} aside
 */
function moveAndRemove(path, aside) {
  if (!existsSync(path)) return;
  renameSync(path, aside);
  rmSync(aside, { recursive: true, force: true });
}

/** @param {string} path @returns {number | null} null when the lock has just been released */
function ownerOf(path) {
  try {
    return Number(readFileSync(join(path, 'pid'), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Two waiters may see the same dead owner: what one moved away must still be the dead owner's, else it goes back.
 * @param {string} path
 * @param {number} owner
 */
function discardStale(path, owner) {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // another waiter was quicker
  }
  if (ownerOf(aside) === owner) rmSync(aside, { recursive: true, force: true });
  else renameSync(aside, path);
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** @param {string} path @param {number | null} owner */
function patienceMessage(path, owner) {
  return (
    `Another process (${owner ?? 'unknown'}) has been setting FedHealth up for a long time. Nothing was changed here. ` +
    `If that process is not a set-up, remove the folder ${path} and run the command again.`
  );
}
