import { readFileSync } from 'node:fs';

const POLL_MS = 500;

/**
 * Ends this process when the npm that started it is gone. npm starts scripts through a shell, and many shells do
 * not pass a signal on: without this, stopping `npm start` would leave the coordinator running and its port taken.
 */
export function followNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const timer = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, POLL_MS);
  timer.unref();
}

/** The pid of a process's parent where the system tells it in a file (Linux), else null. @param {number} pid */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // pid (name) state parent …, and the name may hold spaces and brackets
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}
