export { isAlike } from './alike.ts';
export { type Backing, backingOf, type OutcomePeople, outcomePeople } from './backing.ts';
export { binCrowds } from './bin-crowds.ts';
export { type Cell, joinBins, spreadCells } from './cells.ts';
export * from './check-datasets.ts';
export { type ColumnShape, type DatasetShape, datasetShape } from './dataset-shape.ts';
export * from './disclosure-control.ts';
export {
  type FederationFeature,
  type FederationSummary,
  type Quantiles,
  summariseFederation,
} from './federation-summary.ts';
export { openHistograms } from './open-histograms.ts';
export { countPeople, type PersonOf, peopleOf } from './people.ts';
export * from './rules.ts';
export { DEFAULT_SITE_RULES, type SiteRules, siteRulesSchema } from './site-rules.ts';
