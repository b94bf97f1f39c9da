import { z } from 'zod';
import type { Network } from './network.ts';

const width = z.number().int().min(1).max(65_536);

/** A network as it is stored: layers that fit each other, ending in one sigmoid unit. */
export const networkSchema = z
  .object({
    inputs: width,
    layers: z
      .array(
        z.object({ inputs: width, units: width, activation: z.enum(['relu', 'tanh', 'sigmoid', 'linear']) }),
      )
      .min(1)
      .max(16),
  })
  .superRefine((network, context) => {
    let inputs = network.inputs;
    network.layers.forEach((layer, index) => {
      if (layer.inputs !== inputs) {
        context.addIssue({
          code: 'custom',
          path: ['layers', index, 'inputs'],
          message: `takes ${layer.inputs} inputs but is given ${inputs}`,
        });
      }
      inputs = layer.units;
    });
    const last = network.layers.at(-1);
    if (last && (last.units !== 1 || last.activation !== 'sigmoid')) {
      context.addIssue({
        code: 'custom',
        path: ['layers'],
        message: 'the last layer must be one sigmoid unit',
      });
    }
  }) satisfies z.ZodType<Network, unknown>;
