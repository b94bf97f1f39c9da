import type { EngineTiming } from '@fedhealth/fl-core/training';
import type { Timed } from '../contenders.ts';

export interface TrainingReport {
  readonly epochs: readonly Timed[];
  /** Every engine on a wide network, with time enough. */
  readonly wide: readonly EngineTiming[];
  /** What calibration chose in its usual time. */
  readonly wideChoice: { readonly engine: string | undefined; readonly milliseconds: number };
}

export interface RoundsReport {
  /** Tensors that tfjs holds, and data that its backend holds, after the rounds. */
  readonly tensors: number;
  readonly stored: number;
}
