/** The three sample hospitals that the web app brings along, for trying a study without data of one's own. */
import type { SampleFile } from '../../worker/api/api.ts';

export interface Sample {
  readonly label: string;
  readonly file: SampleFile;
}

export const SAMPLES: readonly Sample[] = ['A', 'B', 'C'].map((letter) => ({
  label: `Node ${letter}`,
  file: { url: `/samples/node_${letter}_data.csv`, name: `node_${letter}_data.csv` },
}));
