/** The study FedHealth ships with: hourly wearable, air and weather readings → health risk. */
import { type Study, studySchema } from './schema.ts';

export const healthRiskStudy: Study = studySchema.parse({
  id: 'health-risk',
  version: 1,
  title: 'Health risk from wearables, air and weather',
  description:
    'Learns the chance that a monitored patient is at raised risk in a given hour from what they wear, the air they breathe and the weather outside.',
  label: { column: 'risk', positive: 1, negative: 0, description: 'At raised risk in this hour' },
  timestamp: 'timestamp',
  features: [
    { name: 'heart_rate', source: 'wearable', unit: 'bpm', range: [30, 220], description: 'Heart rate' },
    { name: 'spo2', source: 'wearable', unit: '%', range: [70, 100], description: 'Blood oxygen saturation' },
    {
      name: 'steps',
      source: 'wearable',
      unit: 'steps/h',
      range: [0, 5000],
      description: 'Steps in the hour',
    },
    { name: 'pm25', source: 'air', unit: 'µg/m³', range: [0, 500], description: 'Fine particles' },
    { name: 'co2', source: 'air', unit: 'ppm', range: [350, 5000], description: 'Carbon dioxide indoors' },
    { name: 'temp', source: 'weather', unit: '°C', range: [-30, 50], description: 'Outdoor temperature' },
    { name: 'humidity', source: 'weather', unit: '%', range: [0, 100], description: 'Relative humidity' },
  ],
  split: { kind: 'seeded', testShare: 0.2, seed: 1 },
  model: { hidden: [64, 32], activation: 'relu' },
  training: { optimizer: 'adam', learningRate: 0.001, batchSize: 32, localEpochs: 2 },
  federation: { strategy: { kind: 'fedAvg' }, rounds: 20, minSites: 2, roundTimeoutSeconds: 120 },
});
