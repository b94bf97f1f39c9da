/** One measurement of `ingest.ts`: `measure-ingest.ts papaparse|fedhealth FILE`; prints JSON. */
import { openAsBlob, readFileSync } from 'node:fs';
import { prepareDataset } from '@fedhealth/fl-core/preprocessing';
import { profile } from '@fedhealth/fl-core/quality';
import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { readCsv } from '@fedhealth/fl-core/table';
import Papa from 'papaparse';

const [what, path = ''] = process.argv.slice(2);
const stages: Record<string, number> = {};
let since = performance.now();
const lap = (stage: string): void => {
  const now = performance.now();
  stages[stage] = (now - since) / 1000;
  since = now;
};

if (what === 'papaparse') {
  const text = readFileSync(path, 'utf8');
  since = performance.now();
  const { data } = Papa.parse(text, {});
  lap('tokenise');
  if (data.length === 0) throw new Error('papaparse read nothing.');
} else {
  const file = await openAsBlob(path);
  since = performance.now();
  const table = await readCsv(file, { name: 'readings.csv' });
  if (!table.ok) throw new Error(table.error.message);
  lap('read and type');
  const { summary } = prepareDataset(table.value, healthRiskStudy);
  lap('findings');
  const found = profile(table.value, healthRiskStudy);
  lap('profile');
  if (found.overview.rows !== summary.rows) throw new Error('Rows were lost.');
}

const seconds = Object.values(stages).reduce((sum, stage) => sum + stage, 0);
const peakMegabytes = process.resourceUsage().maxRSS / 1000;
console.log(JSON.stringify({ seconds, peakMegabytes, stages }));
