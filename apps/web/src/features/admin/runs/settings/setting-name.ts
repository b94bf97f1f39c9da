/** Places of a run's settings in words: `federation.strategy.mu` → the label that strategies give it. */
import { isNamed, STRATEGIES } from '@fedhealth/fl-core/aggregation';
import { placeName } from '../../studies/place-name.ts';

const WORDS: Readonly<Record<string, string>> = {
  seed: 'Seed',
  sites: 'Hospitals',
  startFrom: 'Begins with',
  version: 'Study version',
  'federation.strategy.kind': 'Strategy',
  'preprocessing.impute': 'Missing numbers become',
  'preprocessing.outliers': 'Outliers',
  'preprocessing.scale': 'Numbers are scaled',
  'preprocessing.scaler': 'Scaled with',
  'preprocessing.missingIndicator': 'Told which values were missing',
  'model.activation': 'Activation',
  'training.optimizer': 'Optimizer',
};

const STRATEGY = 'federation.strategy.';

export function settingName(path: string): string {
  const known = WORDS[path];
  if (known) return known;
  if (path.startsWith(STRATEGY)) {
    const name = path.slice(STRATEGY.length);
    for (const { parameters } of STRATEGIES) {
      const found = Object.entries(parameters).find(([key, one]) => isNamed(name, key, one));
      if (found) return found[1].label;
    }
    return name;
  }
  const named = placeName(path, {});
  return named === 'The study' ? path : named;
}
