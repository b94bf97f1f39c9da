/** Kinds of messages in a person's words. */
import type { LedgerEntry } from '@fedhealth/fl-core/site';

export const KIND_NAMES: Readonly<Record<LedgerEntry['kind'], string>> = {
  connect: 'Connection',
  hello: 'Introduction',
  ready: 'Ready',
  leave: 'Goodbye',
  moments: 'Column summaries',
  histograms: 'Column ranges',
  fit: 'Model update',
  evaluate: 'Check of the model',
  measured: 'Check of the model, no update',
  failed: 'Could not do it',
  model: 'Request for a model',
  models: 'Request for the list of models',
  progress: 'Progress',
  'keep-alive': 'Sign of life',
};
