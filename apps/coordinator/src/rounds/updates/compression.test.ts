import { createNetwork } from '@fedhealth/fl-core/model';
import type { StudyInput } from '@fedhealth/fl-core/study';
import { frameBytes, frameKind } from '@fedhealth/fl-core/weights';
import { createFakeTrainer } from '@fedhealth/testing/fake-trainer';
import { eventually } from '@fedhealth/testing/patiently';
import { openTap } from '@fedhealth/testing/tap';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { openHospital } from '../../testing/hospital.ts';
import { liveApp } from '../../testing/live-app.ts';
import { prepare } from '../../testing/round-steps.ts';
import { openScriptedSite } from '../../testing/scripted-site.ts';

/** Large enough that a frame's header is not most of it. */
const wide = (compression: NonNullable<StudyInput['federation']>['compression']) =>
  tinyStudy({
    model: { hidden: [64, 32] },
    federation: { rounds: 3, minSites: 2, roundTimeoutSeconds: 20, compression },
  });
const network = createNetwork(wide('int8').model, 3);

describe('a study that compresses', () => {
  it('[W2] is sent what each hospital knows: eight bits from one, 32 from another', async () => {
    const app = await liveApp({ study: wide('int8') });
    const { session } = await openHospital(app, { name: 'New' });
    const old = await openScriptedSite(app, { name: 'Old' });
    old.takePart();
    const { id } = await app.startRun();
    const run = await app.runOver(id);
    expect(run.status).toBe('completed');
    for (const { sites } of run.roundList) {
      const bytes = Object.fromEntries(sites.map((site) => [site.name, site.bytes]));
      expect(bytes.Old).toBe(frameBytes('float32', network));
      expect(bytes.New).toBeGreaterThan(frameBytes('int8', network) / 2);
      expect(bytes.New).toBeLessThanOrEqual(frameBytes('int8', network));
    }
    const fits = session.snapshot().ledger.entries.filter(({ kind }) => kind === 'fit');
    expect(fits).toHaveLength(3);
    for (const { content } of fits) expect(content).toMatch(/changes of model weights .* as 8-bit numbers/);
  });

  it('[W4] sends the global model in 16 bits where the study says so and the hospital knows', async () => {
    const app = await liveApp({ study: wide({ upload: 'float16', download: 'float16' }) });
    const { socket } = await openHospital(app, { name: 'New' });
    const frames: unknown[] = [];
    socket.on('task', (_task, frame) => frame && frames.push(frameKind(frame)));
    const old = await openScriptedSite(app, { name: 'Old' });
    const { id } = await app.startRun({ rounds: 1 });
    await prepare(old);
    const delivery = await old.task('fit', 1);
    expect(frameKind(delivery.frame)).toMatchObject({ dtype: 'float32' });
    expect(delivery.task).not.toHaveProperty('upload');
    await old.send(old.honest(delivery));
    old.takePart();
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
    const kind = { dtype: 'float16', difference: false, count: 2369 };
    expect(frames).toEqual([kind, kind]);
  });

  it('[W3] is sent the same bytes again when the acknowledgement was lost', async () => {
    const app = await liveApp({ study: wide('int8') });
    const other = await openScriptedSite(app, { name: 'South' });
    const tap = await openTap(app.url);
    const trainer = createFakeTrainer((fit) => (fit === 1 ? tap.muffle() : undefined));
    const { socket, until } = await openHospital(app, { name: 'North', url: tap.url, trainer });
    const sent: string[] = [];
    socket.onAnyOutgoing((event: string, _message: unknown, frame: unknown) => {
      if (event === 'result' && frame instanceof Uint8Array) sent.push(Buffer.from(frame).toString('hex'));
    });
    const { id } = await app.startRun({ rounds: 2 });
    await prepare(other);
    await eventually('the update at the coordinator', async () => {
      const sites = (await app.run(id)).roundList[0]?.sites ?? [];
      return sites.some(({ name, outcome }) => name === 'North' && outcome === 'done');
    });
    tap.cut();
    await eventually('the update to be sent again', async () => sent.length === 2);
    other.takePart();
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
    await until('the model', ({ comparison }) => comparison !== null);
    const [first, again, next] = sent;
    expect(sent).toHaveLength(3);
    expect(again).toBe(first);
    expect(next).not.toBe(first);
    expect(trainer.fits).toHaveLength(2);
  });
});
