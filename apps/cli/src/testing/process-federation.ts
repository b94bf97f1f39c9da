/** A coordinator and hospitals, each in a process of its own, for as long as somebody wants them. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Study } from '@fedhealth/fl-core/study';
import { tinyRows } from '@fedhealth/testing/tiny-study';
import { type SiteProcess, startSiteProcess } from '../simulation/site-process.ts';
import { type CoordinatorProcess, startCoordinatorProcess } from './coordinator-process.ts';

export interface ProcessFederation {
  readonly db: string;
  readonly coordinator: CoordinatorProcess;
  close(): Promise<void>;
}

/** Rows of each hospital. */
const ROWS = 2000;

export async function openProcessFederation(
  study: Study,
  names: readonly string[],
): Promise<ProcessFederation> {
  const folder = await mkdtemp(join(tmpdir(), 'fedhealth-'));
  const path = join(folder, 'study.json');
  await writeFile(path, JSON.stringify(study));
  const db = join(folder, 'fedhealth.db');
  const coordinator = await startCoordinatorProcess({ db, study: path });
  const link = await coordinator.invite(study.id);
  const sites: SiteProcess[] = [];
  for (const [index, name] of names.entries()) {
    const csv = join(folder, `${name}.csv`);
    await writeFile(csv, `${tinyRows(ROWS, index + 1).join('\n')}\n`);
    sites.push(startSiteProcess({ link, name, csv, engine: 'simd', compare: false }));
  }
  return {
    db,
    coordinator,
    async close() {
      await Promise.all([coordinator.kill(), ...sites.map((site) => site.stop())]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
