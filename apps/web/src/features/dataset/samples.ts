/** The three sample hospitals that the web app brings along, for trying a study without data of one's own. */
import type { Study } from '@fedhealth/fl-core/study';
import type { SampleFile } from '../../worker/api/api.ts';

export interface Sample {
  readonly label: string;
  readonly file: SampleFile;
}

const SAMPLES: readonly Sample[] = ['A', 'B', 'C'].map((letter) => ({
  label: `Node ${letter}`,
  file: { url: `/samples/node_${letter}_data.csv`, name: `node_${letter}_data.csv` },
}));

/** The header of each of them. */
export const SAMPLE_COLUMNS: readonly string[] = [
  ...['timestamp', 'heart_rate', 'spo2', 'steps', 'pm25', 'co2', 'temp', 'humidity', 'risk'],
];

/** The samples that a study can be tried with: none, where it asks for a column that they have not. */
export function samplesFor({ features, label, split, subject }: Study): readonly Sample[] {
  const asked = [
    ...features.map(({ name }) => name),
    label.column,
    ...(split.kind === 'column' ? [split.column] : []),
    ...(subject === undefined ? [] : [subject]),
  ];
  return asked.every((name) => SAMPLE_COLUMNS.includes(name)) ? SAMPLES : [];
}
