/** What a plan that fits may still not mean: told before the run, and no hindrance. */
import type { Study } from '@fedhealth/fl-core/study';
import { formatMany } from '../../../../lib/format.ts';
import type { JsonObject } from '../../studies/json-path.ts';
import { describedStrategy, nameInStudy } from '../../studies/strategy-choice.ts';

/** A number of the strategy, by its own name or one of the paper's; its default where the study says nothing. */
function strategyNumber(strategy: Study['federation']['strategy'], name: string): number {
  const parameter = describedStrategy(strategy.kind)?.parameters[name];
  if (!parameter) return 0;
  const known = nameInStudy(strategy as JsonObject, name, parameter);
  const given: unknown = Object.entries(strategy).find(([key]) => key === known)?.[1];
  return Number(given ?? parameter.default ?? 0);
}

/** `joined`: the hospitals of the study, whether they are here now or not. */
export function runAdvice(
  { strategy, minSites, sampleFraction }: Study['federation'],
  joined: number,
): string[] {
  const advice: string[] = [];
  const kind = describedStrategy(strategy.kind)?.kind;
  const training = Math.min(joined, Math.max(minSites, Math.ceil(sampleFraction * joined)));
  if (joined > 0 && joined < minSites)
    advice.push(
      `${formatMany(joined, 'hospital has', 'hospitals have')} joined this study so far; the run waits until ${minSites} are ready.`,
    );
  if (kind === 'trimmedMean') {
    const cut = Math.floor(strategyNumber(strategy, 'trimFraction') * training);
    if (training > 0 && cut === 0)
      advice.push(
        `With ${formatMany(training, 'hospital')} in a round this share cuts nothing at either end: the trimmed mean is then the plain mean.`,
      );
  }
  if (
    (kind === 'krum' || kind === 'multiKrum' || kind === 'bulyan') &&
    strategyNumber(strategy, 'byzantine') === 0
  )
    advice.push(
      'With f = 0 the strategy withstands no faulty hospital, and only loses what FedAvg would use.',
    );
  if (sampleFraction < 1 && joined > 0 && training === minSites && sampleFraction * joined < minSites)
    advice.push(
      `A share of ${sampleFraction} of ${formatMany(joined, 'hospital')} is less than the fewest, so ${minSites} are asked in each round.`,
    );
  return advice;
}
