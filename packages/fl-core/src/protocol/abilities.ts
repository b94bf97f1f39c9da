/**
 * What a hospital's page can do beyond training as the study says, declared with `ready`. A page that was opened before
 * there was such a thing declares nothing, and would train as if nothing were asked.
 *
 * `instructions`: follows what a strategy asks of a round's training (`FitInstructions`).
 */
export const SITE_ABILITIES = ['instructions'] as const;
export type SiteAbility = (typeof SITE_ABILITIES)[number];
