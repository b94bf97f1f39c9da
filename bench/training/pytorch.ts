import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contenders.ts';

const SCRIPT = fileURLToPath(new URL('./pytorch.py', import.meta.url));

export interface PytorchPlan {
  readonly rows: number;
  readonly width: number;
  readonly hidden: readonly number[];
  readonly batch: number;
}

/** PyTorch in a process of its own, an epoch at a time; null where there is no Python with torch. */
export async function startPytorch(plan: PytorchPlan): Promise<(Contender & { stop(): void }) | null> {
  const python = process.env.FEDHEALTH_PYTHON ?? 'python3';
  // The one thread is the main one: libraries below torch must not start others.
  const env = { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const child = spawn(python, [SCRIPT, JSON.stringify(plan)], { stdio: ['pipe', 'pipe', 'ignore'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const started = await Promise.race([
    lines.next().then(({ value }) => value === 'ready'),
    new Promise<false>((resolve) => child.once('error', () => resolve(false))),
  ]);
  if (!started) return null;
  return {
    name: 'PyTorch eager, one thread',
    async epoch() {
      child.stdin.write('\n');
      const { value } = await lines.next();
      return Number(value);
    },
    stop: () => child.stdin.end(),
  };
}
