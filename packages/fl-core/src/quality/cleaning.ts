/** What a person may have set aside when the file is prepared. The file itself is never changed. */
import type { CleaningChoices, Finding, Remedy } from './types.ts';

export const NO_CLEANING: CleaningChoices = { dropDuplicateRows: false, stuckAsMissing: [] };

/** The remedy for a finding, and whether it is applied; null where there is none to press. */
export function remedyFor({ code, column }: Finding, choices: CleaningChoices): Remedy | null {
  if (code === 'DUPLICATE_ROWS') {
    return {
      id: 'dropDuplicateRows',
      label: 'Use each row once',
      explanation: 'Repeated rows are left out of training and testing. The file is not changed.',
      applied: choices.dropDuplicateRows,
    };
  }
  if (code === 'STUCK_SENSOR' && column !== null) {
    return {
      id: 'stuckAsMissing',
      label: 'Treat as missing',
      explanation:
        'The readings of these stretches are filled in like missing ones, but for the first of each. The file is not changed.',
      applied: choices.stuckAsMissing.includes(column),
    };
  }
  return null;
}

/** The choices with a finding's remedy applied, or taken back. */
export function withRemedy(
  choices: CleaningChoices,
  { remedy, column }: Pick<Finding, 'remedy' | 'column'>,
  apply: boolean,
): CleaningChoices {
  if (remedy?.id === 'dropDuplicateRows') return { ...choices, dropDuplicateRows: apply };
  if (remedy?.id !== 'stuckAsMissing' || column === null) return choices;
  const others = choices.stuckAsMissing.filter((name) => name !== column);
  return { ...choices, stuckAsMissing: apply ? [...others, column] : others };
}
