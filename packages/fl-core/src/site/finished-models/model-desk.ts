/** What a hospital asks and is told about finished models. */
import { fail, ok, type Result } from '../../lib/result.ts';
import { productionSchema, type SiteModel, siteModelsSchema } from '../../protocol/model-messages.ts';
import type { Request } from '../session/requests.ts';
import type { SiteSnapshot } from '../session/snapshot.ts';
import type { SiteSocket } from '../session/transport.ts';

export interface ModelDesk {
  /** A finished model's artifact. */
  model(version: number): Promise<Result<unknown>>;
  /** The study's finished models, newest first. */
  models(): Promise<Result<SiteModel[]>>;
}

/** Follows which model is in production as well. */
export function createModelDesk(
  socket: SiteSocket,
  request: Request,
  show: (patch: Partial<SiteSnapshot>) => void,
): ModelDesk {
  socket.on('production', (raw: unknown) => {
    const parsed = productionSchema.safeParse(raw);
    if (parsed.success) show({ production: parsed.data });
  });
  return {
    async model(version) {
      const entry = {
        summary: `Asked for the model, version ${version}`,
        content: JSON.stringify({ version }),
      };
      const reply = await request('model', { version }, entry);
      if (!reply.ok) return reply;
      const { value } = reply;
      if (typeof value === 'object' && value !== null && 'artifact' in value) return ok(value.artifact);
      return unreadable('The model');
    },
    async models() {
      const reply = await request('models', {}, { summary: 'Asked which models there are', content: '{}' });
      if (!reply.ok) return reply;
      const parsed = siteModelsSchema.safeParse(reply.value);
      return parsed.success ? ok(parsed.data.models) : unreadable('The list of models');
    },
  };
}

const unreadable = (what: string) =>
  fail({ code: 'BAD_MESSAGE', message: `${what} could not be read. Reload the page and try again.` });
