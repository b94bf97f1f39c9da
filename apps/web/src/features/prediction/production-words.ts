/** What is told of the model in production. */
import type { Production, SiteModel } from '@fedhealth/fl-core/protocol';
import { formatMany, formatMetric } from '../../lib/format.ts';

/** The news in a sentence. */
export function newsOf({ model, former, rolledBack }: Production): string {
  if (rolledBack && former !== null) {
    return `Version ${former} was withdrawn by the study’s administrator. Version ${model.version} is in production again.`;
  }
  const instead = former === null ? '' : ` It takes the place of version ${former}.`;
  return `Version ${model.version} of the study’s model is in production now.${instead}`;
}

const STAGES = {
  production: 'in production',
  candidate: 'not in production yet',
  archived: 'was in production',
} as const satisfies Record<SiteModel['stage'], string>;

/** A version in a list of choices. */
export const choiceOf = ({ version, stage, auc }: SiteModel): string =>
  `Version ${version}, ${STAGES[stage]}${auc === null ? '' : `, AUC ${formatMetric(auc)}`}`;

/** Where a version comes from. */
export const originOf = ({ round, sites, auc }: SiteModel): string =>
  `Trained for ${formatMany(round, 'round')} by ${formatMany(sites, 'hospital')}${auc === null ? '' : `; AUC ${formatMetric(auc)}`}.`;
