/** Parameters that several algorithms share. */
import type { ChoiceParameter, NumberParameter } from './parameter.ts';

/** η, the server's learning rate. */
export const serverLearningRate = <D extends number>(standard: D) =>
  ({
    type: 'number',
    label: 'Server learning rate η',
    meaning:
      'How far the global model moves towards what the hospitals’ updates say; 1 takes an average as it is.',
    aliases: ['eta', 'etaG', 'serverLr', 'globalLearningRate'],
    default: standard,
    above: 0,
  }) as const satisfies NumberParameter;

/** What an update weighs in a mean. */
export const weighting = <D extends 'examples' | 'steps' | 'uniform'>(standard: D) =>
  ({
    type: 'choice',
    label: 'Updates weigh',
    meaning: 'What gives a hospital its say: its training rows, the steps it took, or all the same.',
    aliases: ['weightedBy', 'weights'],
    default: standard,
    choices: [
      ['examples', 'By training rows'],
      ['steps', 'By steps taken'],
      ['uniform', 'All the same'],
    ],
  }) as const satisfies ChoiceParameter;

/** f, the attackers a robust rule withstands. */
export const byzantine = {
  type: 'number',
  label: 'Faulty hospitals f',
  meaning: 'How many hospitals may send wrong or hostile updates without steering the model.',
  aliases: [
    'f',
    'numMalicious',
    'numMaliciousClients',
    'numMaliciousNodes',
    'maliciousClients',
    'numByzantine',
    'byzantineSites',
  ],
  default: 0,
  suggested: 1,
  min: 0,
  whole: true,
} as const satisfies NumberParameter;
