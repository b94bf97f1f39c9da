/** What staff agreed to on this computer: a study's version, and when. Asked again when the version changes. */
import { z } from 'zod';

const consentSchema = z.object({ version: z.number(), at: z.iso.datetime() });
export type Consent = z.output<typeof consentSchema>;

const keyOf = (studyId: string): string => `fedhealth.consent.${studyId}`;

/** Null when nobody agreed to this version here, or storage is switched off. */
export function rememberedConsent(studyId: string, version: number): Consent | null {
  try {
    const consent = consentSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(studyId)) ?? 'null'));
    return consent.success && consent.data.version === version ? consent.data : null;
  } catch {
    return null;
  }
}

/** Keeps (or with `agreed` false forgets) the agreement; without storage it holds for this page alone. */
export function rememberConsent(studyId: string, version: number, agreed: boolean): Consent | null {
  const consent = agreed ? { version, at: new Date().toISOString() } : null;
  try {
    if (consent) localStorage.setItem(keyOf(studyId), JSON.stringify(consent));
    else localStorage.removeItem(keyOf(studyId));
  } catch {
    return consent;
  }
  return consent;
}
