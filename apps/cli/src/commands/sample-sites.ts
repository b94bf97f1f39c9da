/** The sample hospitals that come with FedHealth. */
import { fileURLToPath } from 'node:url';
import type { SiteSource } from '../simulation/federation.ts';

const data = (name: string): string => fileURLToPath(new URL(`../../../../data/${name}`, import.meta.url));

export const SAMPLE_SITES: readonly SiteSource[] = ['A', 'B', 'C'].map((letter) => ({
  name: `Node ${letter}`,
  csv: data(`node_${letter}_data.csv`),
}));
