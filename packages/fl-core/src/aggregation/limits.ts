/**
 * What hostile hospitals can do to a model under each strategy: shown on its form, and what the attack grid
 * (`apps/coordinator/src/faults/attack-grid.test.ts`) holds each strategy to.
 */

/** Attacks by updates that pass for updates, of one hospital in seven or of two that agree; in words for a person. */
export const ATTACK_WORDS = {
  rows: 'one that declares a billion rows and turns its update around',
  huge: 'weights as large as numbers get',
  subnormal: 'weights as good as zero',
  signFlip: 'an update turned around',
  scaled: 'an update a hundred times as long',
  replayed: 'the first model sent back in every round',
  constant: 'the same weight everywhere',
  random: 'a random direction of the usual length',
  colluding: 'two that agree on a random direction of the usual length',
  twoFlips: 'two that turn their updates around',
  twoRows: 'two that declare a billion rows each and turn their updates around',
} as const;

export type AttackKind = keyof typeof ATTACK_WORDS;
export const ATTACK_KINDS = Object.keys(ATTACK_WORDS) as readonly AttackKind[];

/** How much of the AUC an attack costs at most; null where nothing is promised. */
export type AttackBounds = Readonly<Record<AttackKind, number | null>>;

export interface Limits {
  /** Parameters that it was tried with, beside the defaults. */
  readonly tried: Readonly<Record<string, number>>;
  readonly costs: AttackBounds;
}

/** What counts as withstanding an attack. */
const LITTLE = 0.03;

const LITTLE_OF_ALL: AttackBounds = {
  rows: LITTLE,
  huge: LITTLE,
  subnormal: LITTLE,
  signFlip: LITTLE,
  scaled: LITTLE,
  replayed: LITTLE,
  constant: LITTLE,
  random: LITTLE,
  colluding: LITTLE,
  twoFlips: LITTLE,
  twoRows: LITTLE,
};

/** Averages by rows: a row count that nobody confirmed gives half of the model, and two of them all of it. */
export const meanLimits = (
  tried: Limits['tried'] = {},
  costs: Partial<Record<AttackKind, number | null>> = {},
): Limits => ({ tried, costs: { ...LITTLE_OF_ALL, rows: 0.25, twoFlips: null, twoRows: null, ...costs } });

/** Rules that do not look at rows, and withstand a minority. */
export const robustLimits = (
  tried: Limits['tried'] = {},
  costs: Partial<Record<AttackKind, number | null>> = {},
): Limits => ({ tried, costs: { ...LITTLE_OF_ALL, ...costs } });

const listed = (kinds: readonly AttackKind[]): string => kinds.map((kind) => ATTACK_WORDS[kind]).join('; ');

/** For the strategy's form: what it withstands, what that costs, and what it does not withstand. */
export function limitsInWords({ tried, costs }: Limits): readonly string[] {
  const withBound = (fits: (cost: number | null) => boolean) =>
    ATTACK_KINDS.filter((kind) => fits(costs[kind]));
  const little = withBound((cost) => cost !== null && cost <= LITTLE);
  const more = withBound((cost) => cost !== null && cost > LITTLE);
  const never = withBound((cost) => cost === null);
  const settings = Object.entries(tried).map(([name, value]) => `${name} ${value}`);
  const how = settings.length > 0 ? ` and ${settings.join(', ')}` : '';
  return [
    `Tried with seven hospitals${how}, one of them hostile unless two are said.`,
    ...(little.length > 0 ? [`Withstands, at less than ${LITTLE} of the AUC: ${listed(little)}.`] : []),
    ...more.map((kind) => `Loses up to ${costs[kind]} of the AUC to ${ATTACK_WORDS[kind]}.`),
    ...(never.length > 0 ? [`Does not withstand: ${listed(never)}.`] : []),
  ];
}
