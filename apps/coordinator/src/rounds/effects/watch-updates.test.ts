import { createNetwork } from '@fedhealth/fl-core/model';
import { decodeFrame, encodeFrame } from '@fedhealth/fl-core/weights';
import { tinyStudy } from '@fedhealth/testing/tiny-study';
import { describe, expect, it } from 'vitest';
import { liveApp } from '../../testing/live-app.ts';
import { prepare } from '../../testing/round-steps.ts';
import { type Delivery, openScriptedSite } from '../../testing/scripted-site.ts';

const network = createNetwork(tinyStudy().model, 3);

/** A step of the same direction for everybody, `length` times as long. */
function stepped({ frame }: Delivery, length: number): Uint8Array {
  const weights = decodeFrame(frame, network);
  if (!weights.ok) throw new Error(weights.error.message);
  return encodeFrame(
    weights.value.map((weight, i) => weight + length * (Math.sin(i) / 100)),
    network,
  );
}

describe('a run', () => {
  it('[G9] [G13] warns of a hospital whose updates turn around, once, by name', async () => {
    const app = await liveApp();
    const names = ['A', 'B', 'Flipped'];
    const sites = await Promise.all(names.map((name) => openScriptedSite(app, { name })));
    const { id } = await app.startRun({ rounds: 4 });
    await prepare(...sites);
    for (let round = 1; round <= 4; round++) {
      for (const [at, site] of sites.entries()) {
        const delivery = await site.task('fit', round);
        const length = site.name === 'Flipped' ? -1.5 : 1 + at / 10;
        await site.send({ ...site.honest(delivery), frame: stepped(delivery, length) });
      }
    }
    for (const site of sites) site.takePart();
    expect(await app.runOver(id)).toMatchObject({ status: 'completed' });
    const told = (await app.store.events.list()).filter(({ kind }) => kind === 'update-anomaly');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ level: 'warning', runId: id, siteId: sites[2]?.id, round: 2 });
    expect(told[0]?.message).toMatch(/^Flipped: .* 2 of its last 2 rounds\. .*against .*cosine -1\.00/);
  });
});
