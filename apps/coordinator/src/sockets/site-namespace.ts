/** Hospitals: one handler an event, each answered, none able to harm the others. */
import { ok } from '@fedhealth/fl-core/lib';
import {
  type ModelRequest,
  modelRequestSchema,
  type ProtocolError,
  progressSchema,
  protocolError,
  type Ready,
  type Reply,
  readySchema,
  refuse,
  resultSchema,
  type SiteModels,
  type TaskResult,
  type Welcome,
} from '@fedhealth/fl-core/protocol';
import { z } from 'zod';
import { siteModel } from '../registry/production.ts';
import { isOutdated } from '../rounds/start/abilities.ts';
import { admitDataset, tellChecks } from './check-dataset.ts';
import { answer, answerUnknown } from './envelope.ts';
import { anyHelloSchema, greet } from './hello.ts';
import type { SiteNamespace, SiteSocket } from './namespaces.ts';
import { limitPace, SITE_PACE } from './pace-limit.ts';
import type { SiteParts } from './site-parts.ts';

const KNOWN = new Set(['hello', 'ready', 'leave', 'result', 'model', 'models', 'progress']);

/** As much of a result as tells which round it is of. */
const roundSchema = z.looseObject({ round: z.number() });

type Known = NonNullable<SiteSocket['data']['site']>;

export function serveSites(sites: SiteNamespace, parts: SiteParts): void {
  const engines = new Map<string, string>();
  /** An engine may break in a run, and another take over. */
  const noteEngine = (site: Known, engine: string): void => {
    if (engines.get(site.id) === engine) return;
    engines.set(site.id, engine);
    void parts.store.sites
      .patch(site.id, { engine })
      .then(() => parts.bus.announce(['sites']))
      .catch((error: unknown) => parts.logger.warn({ err: error }, 'the engine of a site was not kept'));
  };
  sites.on('connection', (socket) => {
    const line = parts.lines.of(socket.conn);
    line.onSilence(() => void socket.emit('farewell', protocolError('NOT_INTRODUCED')));
    const noteRefusal = (error: ProtocolError): void => {
      const { site } = socket.data;
      if (site) parts.refusals.note({ siteId: site.id, name: site.name, error, topics: ['sites'] });
    };
    /** It is the site's answer all the same: nobody waits for another. */
    const noteUnreadable = (error: ProtocolError, raw: unknown): void => {
      const { site } = socket.data;
      const round = roundSchema.safeParse(raw);
      noteRefusal(error);
      if (site) parts.desk.unreadable(site.id, site.studyId, round.success ? round.data.round : null);
    };
    limitPace(socket, SITE_PACE, noteRefusal);
    const listen = <Message>(
      event: 'ready' | 'leave' | 'result' | 'model' | 'models',
      schema: z.ZodType<Message>,
      handle: (
        site: Known,
        message: Message,
        attachment: unknown,
      ) => Promise<Reply<unknown>> | Reply<unknown>,
    ): void => {
      socket.on(
        event,
        answer(
          schema,
          (message, attachment) => {
            const { site } = socket.data;
            return site ? handle(site, message, attachment) : refuse('NOT_INTRODUCED');
          },
          parts.logger,
          event === 'result' ? noteUnreadable : event === 'ready' ? noteRefusal : undefined,
        ),
      );
    };

    socket.on(
      'hello',
      answer(
        anyHelloSchema,
        async (hello) => {
          const greeted = await greetOnce(parts, socket, hello);
          if (greeted.ok && socket.data.site) line.introduce('site');
          return greeted;
        },
        parts.logger,
      ),
    );
    listen('ready', readySchema, (site, message) => {
      engines.set(site.id, message.engine);
      return makeReady(parts, site, message);
    });
    listen('leave', z.unknown(), (site) => {
      line.doubt('site');
      return leave(parts, socket, site);
    });
    listen('result', resultSchema, (site, message, attachment) => {
      if (message.kind === 'fit' && message.engine !== undefined) noteEngine(site, message.engine);
      return receive(parts, site, message, attachment);
    });
    listen('model', modelRequestSchema, (site, message) => giveModel(parts, site, message));
    listen('models', z.unknown(), (site) => listModels(parts, site));
    socket.on('progress', (raw: unknown) => {
      const told = progressSchema.safeParse(raw);
      if (socket.data.site && told.success) parts.progress.tell(socket.data.site, told.data);
    });
    socket.onAny((event: string, ...args: unknown[]) => {
      if (!KNOWN.has(event)) answerUnknown(args);
    });
    socket.on('disconnect', (_reason, description) => {
      line.doubt('site');
      if (!socket.data.site) return;
      const tooLarge = line.tooLarge() || /max payload/i.test(said(description));
      part(parts, socket, socket.data.site, tooLarge);
    });
  });
}

/** The same connection is one hospital: a second hello gets the first one's answer, unless that was a refusal. */
async function greetOnce(
  parts: SiteParts,
  socket: SiteSocket,
  hello: Parameters<typeof greet>[2],
): Promise<Reply<Welcome>> {
  const { data } = socket;
  data.greeting ??= greet(parts, socket, hello);
  try {
    const greeted = await data.greeting;
    if (!greeted.ok) delete data.greeting;
    return greeted;
  } catch (error) {
    delete data.greeting;
    throw error;
  }
}

async function makeReady(parts: SiteParts, site: Known, ready: Ready): Promise<Reply<null>> {
  const study = await parts.store.studies.get(site.studyId);
  if (study?.id !== ready.studyId || study.version !== ready.studyVersion) return refuse('STUDY_VERSION');
  const { engine, trainRows, testRows, dataset, codecs = [], abilities = [] } = ready;
  const fits = await admitDataset(parts, study, { site, trainRows, shape: dataset });
  const confirmed = (await parts.store.sites.get(site.id))?.confirmed ?? null;
  const before = parts.presence.get(site.id);
  const asked = parts.desk.studyFor(site.id, study);
  const outdated = fits.ok && isOutdated(parts.bus, { ...site, abilities }, asked);
  if (!fits.ok || outdated) {
    parts.presence.unready(site.id);
    if (before.ready) parts.desk.siteLost(site.id, site.studyId);
    return fits.ok ? refuse('PAGE_OUTDATED') : fits;
  }
  // It may have left while we looked: then nobody may wait for it.
  if (!before.connected) return refuse('NOT_INTRODUCED');
  parts.presence.makeReady(site.id, { trainRows, testRows, codecs, abilities, confirmed });
  parts.desk.siteReady(site.id, site.studyId);
  await parts.store.sites.patch(site.id, {
    engine,
    trainRows,
    testRows,
    lastSeenAt: new Date().toISOString(),
  });
  if (before.ready) parts.bus.announce(['sites']);
  else {
    await parts.bus.emit({
      level: 'info',
      kind: 'site-ready',
      siteId: site.id,
      message: `${site.name} is ready with ${trainRows} training rows.`,
      topics: ['sites'],
    });
  }
  await tellChecks(parts, study);
  const federation = await parts.store.runs.federation(site.studyId);
  if (federation) parts.presence.sendFederation(site.id, federation);
  return ok(null);
}

async function leave(parts: SiteParts, socket: SiteSocket, site: Known): Promise<Reply<null>> {
  delete socket.data.site;
  delete socket.data.greeting;
  parts.presence.leave(site.id);
  parts.desk.siteLost(site.id, site.studyId);
  await parts.store.sites.patch(site.id, { lastSeenAt: new Date().toISOString() });
  await parts.bus.emit({
    level: 'info',
    kind: 'site-left',
    siteId: site.id,
    message: `${site.name} left. ${(await parts.store.runs.hasUpdateOf(site.id)) ? 'Its earlier updates stay part of the model.' : 'It had sent no update that is part of a model.'}`,
    topics: ['sites'],
  });
  return ok(null);
}

function receive(
  parts: SiteParts,
  site: Known,
  message: TaskResult,
  attachment: unknown,
): Reply<null> | Promise<Reply<null>> {
  // A Buffer from Socket.IO may start at an odd offset: the frame codec reads it from anywhere.
  const frame = attachment instanceof Uint8Array ? attachment : null;
  return parts.desk.result(site.id, site.studyId, message, frame);
}

async function giveModel(
  parts: SiteParts,
  site: Known,
  { version }: ModelRequest,
): Promise<Reply<{ artifact: unknown }>> {
  const model = await parts.registry.get(version);
  const artifact = model?.studyId === site.studyId ? await parts.registry.artifact(version) : undefined;
  return artifact === undefined ? refuse('MODEL_UNKNOWN') : ok({ artifact: JSON.parse(artifact) });
}

/** As many as an answer may hold. */
const MOST_MODELS = 500;

async function listModels(parts: SiteParts, site: Known): Promise<Reply<SiteModels>> {
  const models = await parts.registry.list(site.studyId);
  return ok({ models: models.slice(0, MOST_MODELS).map(siteModel) });
}

function part(parts: SiteParts, socket: SiteSocket, site: Known, tooLarge: boolean): void {
  parts.presence.disconnect(site.id, socket.id, () => {
    parts.desk.siteLost(site.id, site.studyId);
    void parts.bus.emit({
      level: 'warning',
      kind: 'site-lost',
      siteId: site.id,
      message: `${site.name} is not connected any more.`,
      topics: ['sites'],
    });
  });
  parts.store.sites.patch(site.id, { lastSeenAt: new Date().toISOString() }).catch((error: unknown) => {
    parts.logger.error({ err: error }, 'When a hospital was last seen could not be kept.');
  });
  parts.bus.announce(['sites']);
  if (tooLarge) {
    void parts.bus.emit({
      level: 'warning',
      kind: 'update-refused',
      siteId: site.id,
      code: 'TOO_LARGE',
      message: `${site.name}: a message was larger than the coordinator accepts, so its connection was closed.`,
      topics: ['sites'],
    });
  }
}

const said = (description: unknown): string =>
  description instanceof Error ? description.message : String(description ?? '');
