import type { Model } from '../artifact.ts';

/**
 * What an exported file says of itself: whose score it is, where it comes from, and how raw columns become
 * inputs (`pipeline`, as in the artifact; docs/model-files.md explains it).
 */
export const exportMetadata = ({ study, pipeline, metrics, lineage }: Model) => ({
  study: { id: study.id, version: study.version, title: study.title },
  label: study.label,
  pipeline,
  metrics,
  lineage,
});
