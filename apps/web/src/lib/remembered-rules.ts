/** The hospital's own rules as a person set them in this browser. */
import { DEFAULT_SITE_RULES, type SiteRules, siteRulesSchema } from '@fedhealth/fl-core/privacy';

const KEY = 'fedhealth.rules';

export function rememberedRules(): SiteRules {
  try {
    const rules = siteRulesSchema.safeParse(JSON.parse(window.localStorage.getItem(KEY) ?? '{}'));
    return rules.success ? rules.data : DEFAULT_SITE_RULES;
  } catch {
    // Switched off by a policy, or not ours: the usual ones hold.
    return DEFAULT_SITE_RULES;
  }
}

export function rememberRules(rules: SiteRules): void {
  try {
    window.localStorage.setItem(KEY, JSON.stringify(rules));
  } catch {
    // Full or switched off: they hold while the page lives.
    return;
  }
}
