import type { Problem } from '../../lib/result.ts';
import type { Instructed } from './fit-as-instructed.ts';

/** Training that diverged is told here, not sent: the gate would refuse it anyway. */
export function notFinite(fitted: Instructed): Problem | null {
  const numbers = [fitted.weights, fitted.controlDelta ?? []];
  if (Number.isFinite(fitted.loss) && numbers.every((one) => one.every(Number.isFinite))) return null;
  return {
    code: 'NOT_FINITE',
    message:
      'Training here diverged (the weights are no longer numbers), so nothing was sent. A smaller learning rate helps.',
  };
}
