/** What was decided about files of known shapes, as the page keeps it between visits: names, never a cell. */
import { type MappingDecisions, mappingDecisionsSchema } from '@fedhealth/fl-core/table';
import { z } from 'zod';

const rememberedSchema = z.record(z.string(), mappingDecisionsSchema);
/** The shapes confirmed last; older ones are forgotten. */
const MOST = 20;

type Remembered = z.infer<typeof rememberedSchema>;

/** What the text says; nothing when it is none of ours. */
function parse(text: string | null | undefined): Remembered {
  if (!text) return {};
  try {
    const parsed = rememberedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : {};
  } catch {
    // Another version, or a text that someone changed: asked anew.
    return {};
  }
}

export const decisionsFor = (text: string | null | undefined, shape: string): MappingDecisions | null =>
  parse(text)[shape] ?? null;

/** The text with one more shape. */
export function withDecisions(
  text: string | null | undefined,
  shape: string,
  decisions: MappingDecisions,
): string {
  const others = Object.entries(parse(text)).filter(([known]) => known !== shape);
  return JSON.stringify(Object.fromEntries([...others.slice(1 - MOST), [shape, decisions]]));
}
