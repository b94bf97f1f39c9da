/** One number for a whole model file, so that a changed byte anywhere in it is noticed. */
import { sha256 } from '../lib/sha256.ts';
import type { ModelArtifact } from './artifact.ts';

/** JSON with keys in the order of their UTF-16 units and no spaces, as RFC 8785: the same for equal values. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/**
 * SHA-256 over an artifact's JSON without its `hash`, whatever the spaces and the order of keys, as lower-case
 * hex. Fields of later versions count too. Null where the browser hashes nothing (`sha256`).
 * Rejects where values are nested too deeply to be written.
 */
export async function artifactHash(artifact: Readonly<Record<string, unknown>>): Promise<string | null> {
  const { hash: _, ...content } = artifact;
  const text = canonicalJson(content);
  return sha256(new TextEncoder().encode(text));
}

/** The artifact with its hash, where this machine can hash. */
export async function sealArtifact(artifact: ModelArtifact): Promise<ModelArtifact> {
  const hash = await artifactHash(artifact);
  return hash === null ? artifact : { ...artifact, hash };
}
