/** Places of a study in words: `features.2.range` → "Feature age, range". */
import { type JsonObject, valueAt } from './json-path.ts';

const WORDS: Readonly<Record<string, string>> = {
  id: 'Id',
  title: 'Title',
  'label.column': 'Label column',
  'label.positive': 'Value that means “yes”',
  'label.negative': 'Value that means “no”',
  'label.description': 'The outcome in words',
  timestamp: 'Time column',
  subject: 'Subject column',
  features: 'Features',
  split: 'Test rows',
  'split.kind': 'Test rows',
  'split.testShare': 'Share for testing',
  'split.seed': 'Seed',
  'split.column': 'Column of the split',
  'split.test': 'Value that means “test”',
  'preprocessing.outlierQuantiles': 'Where outliers begin',
  'preprocessing.timestampFeatures': 'Learning from the time column',
  'model.hidden': 'Hidden layers',
  'model.l2': 'L2 penalty',
  'training.learningRate': 'Learning rate',
  'training.batchSize': 'Rows in a batch',
  'training.localEpochs': 'Passes over the rows in a round',
  'training.localSteps': 'Steps in a round',
  'training.classWeights': 'Weight of the rows',
  'training.engine': 'Training engine',
  'federation.strategy': 'Strategy',
  'federation.rounds': 'Rounds',
  'federation.minSites': 'Fewest hospitals',
  'federation.sampleFraction': 'Share of hospitals in a round',
  'federation.roundTimeoutSeconds': 'Round timeout',
  'federation.overSelection': 'Asked beyond the share',
  'federation.personalization': 'Each hospital’s own version',
  'federation.personalization.epochs': 'Passes for its own version',
  'federation.earlyStopping.metric': 'Ends early, judged by',
  'federation.earlyStopping.patience': 'Ends after rounds without progress',
  'federation.earlyStopping.minDelta': 'Progress is more than',
  'federation.compression.upload': 'Updates travel as',
  'federation.compression.download': 'The global model travels as',
  'federation.gate.maxUpdateNorm': 'Longest update',
  'federation.gate.onExceed': 'A longer update is',
  'federation.gate.maxRelativeNorm': 'Longest update beside the others',
  'federation.gate.maxShare': 'Most of the model for unconfirmed rows',
};

export function placeName(path: string, study: JsonObject): string {
  const feature = /^features\.(\d+)(?:\.([^.]+))?/.exec(path);
  if (feature) {
    const name = valueAt(study, `features.${feature[1]}.name`);
    const which = typeof name === 'string' && name.trim() !== '' ? name : String(Number(feature[1]) + 1);
    return `Feature ${which}${feature[2] ? `, ${feature[2]}` : ''}`;
  }
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const words = WORDS[at];
    if (words) return words;
  }
  return path || 'The study';
}
