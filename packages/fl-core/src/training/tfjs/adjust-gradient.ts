/** What a fit's options add to the cross-entropy's gradient, on a device. */
import type { FitOptions } from '../trainer.ts';
import { clipVector } from './clip.ts';
import type { Device, Tensor } from './device.ts';
import { kernelMask } from './optimizer.ts';

export interface GradientAdjustment {
  /** Penalties, then clipping, then the control variate. To be called inside a scope. */
  apply(gradient: Tensor, parameters: Tensor, rows: number): Tensor;
  dispose(): void;
}

export function createGradientAdjustment(device: Device, options: FitOptions): GradientAdjustment {
  const { l2, proximal, control, clipNorm = 0, perExampleClip = 0 } = options;
  const resident: Tensor[] = [];
  const upload = (values: Float32Array): Tensor => {
    const tensor = device.write(values, [values.length]);
    resident.push(tensor);
    return tensor;
  };
  const add = (a: Tensor, b: Tensor): Tensor => device.run('Add', { a, b });
  const times = (a: Tensor, b: Tensor): Tensor => device.run('Multiply', { a, b });
  const number = (value: number): Tensor => device.write(Float32Array.of(value), [1]);
  const penalty = l2 > 0 ? upload(kernelMask(options.network).map((one) => one * l2)) : null;
  const anchor = proximal && proximal.mu > 0 ? upload(proximal.anchor.slice()) : null;
  const correction = control ? upload(control.correction.slice()) : null;

  return {
    apply(gradient, parameters, rows) {
      let full = perExampleClip > 0 ? times(gradient, number(1 / rows)) : gradient;
      if (penalty) full = add(full, times(penalty, parameters));
      if (anchor && proximal) {
        const away = device.run('Sub', { a: parameters, b: anchor });
        full = add(full, times(away, number(proximal.mu)));
      }
      if (clipNorm > 0) full = clipVector(device, full, clipNorm);
      return correction ? add(full, correction) : full;
    },
    dispose: () => device.free(resident),
  };
}
