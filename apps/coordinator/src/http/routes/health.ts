import { type healthViewSchema, PROTOCOL_VERSION } from '@fedhealth/fl-core/protocol';
import { Router } from 'express';
import type { z } from 'zod';
import { version } from '../../version.ts';

/** GET /api/health: public, for probes. */
export function healthRouter(): Router {
  return Router().get('/', (_request, response) => {
    response.json({ status: 'ok', version, protocol: PROTOCOL_VERSION } satisfies z.infer<
      typeof healthViewSchema
    >);
  });
}
