/** The name that a person last decided under, kept in this browser. */
const KEY = 'fedhealth.decider';

export function deciderName(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

export function rememberDecider(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Full or switched off: it is asked again.
    return;
  }
}
