import { emptySnapshot } from '@fedhealth/fl-core/protocol';
import type { SiteSnapshot } from '@fedhealth/fl-core/site';
import { expect, it } from 'vitest';
import { narrate } from './narrate.ts';

it('[T3] a headless site says once which engine took over, beside how the run stands', () => {
  const said: string[] = [];
  const tell = narrate((sentence) => said.push(sentence));
  const run: SiteSnapshot['run'] = {
    run: 'r',
    status: 'fitting',
    round: 2,
    rounds: 3,
    sites: 2,
    history: [],
    modelVersion: null,
    message: null,
  };
  const online: SiteSnapshot = { ...emptySnapshot, connection: 'online', run };
  const engines = { engine: 'simd', why: 'fastest', notice: null, timings: [], pin: null } as const;
  const notice = 'simd broke (out of memory); training goes on with tfjs-wasm.';
  tell({ ...online, engines });
  tell({ ...online, engines: { ...engines, engine: 'tfjs-wasm', why: 'fallback', notice } });
  tell({ ...online, engines: { ...engines, engine: 'tfjs-wasm', why: 'fallback', notice } });
  tell({ ...online, problem: { code: 'X', message: 'No.' } });
  expect(said).toEqual(['fitting, round 2 of 3', notice, 'No.']);
});
