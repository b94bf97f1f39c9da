/**
 * Every file of the sample data, as text: the three hospitals, the validation rows, the drift
 * batches, and the manifest that describes them.
 */
import { createHash } from 'node:crypto';
import { toCsv } from './csv.ts';
import { DRIFT_MONTH, DRIFT_YEAR, driftBatches } from './drift.ts';
import { HOSPITALS } from './hospital.ts';
import { type Observation, observe } from './observe.ts';
import { SEED, simulateYear, stream } from './simulate.ts';
import { type Summary, summarize } from './summary.ts';
import { validationRows } from './validation.ts';

const TRAINING_YEAR = 2025;

export interface GeneratedFile {
  /** Path below `data/`. */
  readonly name: string;
  readonly text: string;
}

interface ManifestEntry extends Summary {
  readonly name: string;
  readonly sha256: string;
  /** For a drift batch: which month it is, and which columns have drifted from that month a year before. */
  readonly drift?: { readonly month: string; readonly shifted: readonly string[] };
}

/** The content of `manifest.json`. */
export interface Manifest {
  readonly seed: number;
  readonly files: readonly ManifestEntry[];
  /** The three hospitals' files together. */
  readonly pooled: Summary;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** Indented JSON with each list of words on one line, as the project's formatter writes it. */
function toJson(manifest: Manifest): string {
  const indented = JSON.stringify(manifest, null, 2);
  const inline = indented.replace(
    /\[\s+("[^\]{]*")\s+\]/g,
    (_, words: string) => `[${words.replace(/\s+/g, ' ')}]`,
  );
  return `${inline}\n`;
}

/** Generates everything in memory; the same bytes on every call. The manifest comes last. */
export function generateAll(): GeneratedFile[] {
  const nodes = HOSPITALS.map((hospital) => {
    const year = simulateYear(hospital, TRAINING_YEAR, 'training');
    const rows = observe(year, hospital.missingShare, stream(hospital.id, 'training', 'sensors'));
    return { name: `node_${hospital.id}_data.csv`, rows };
  });
  const files: GeneratedFile[] = [];
  const entries: ManifestEntry[] = [];
  const add = (name: string, rows: readonly Observation[], drift?: ManifestEntry['drift']): void => {
    const text = toCsv(rows);
    files.push({ name, text });
    entries.push({ name, sha256: sha256(text), ...summarize(rows), ...(drift && { drift }) });
  };

  for (const { name, rows } of nodes) add(name, rows);
  add('validation.csv', validationRows());
  const month = `${DRIFT_YEAR}-${String(DRIFT_MONTH).padStart(2, '0')}`;
  for (const { name, rows, shifted } of driftBatches()) add(name, rows, { month, shifted });

  const pooled = summarize(nodes.flatMap(({ rows }) => rows));
  const manifest: Manifest = { seed: SEED, files: entries, pooled };
  return [...files, { name: 'manifest.json', text: toJson(manifest) }];
}
