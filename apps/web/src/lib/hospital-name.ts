/** The hospital's name, remembered on this computer so that it is typed once. */
const KEY = 'fedhealth.hospital-name';

export function rememberedName(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    // Storage is switched off by policy on some workstations: the name is typed again.
    return '';
  }
}

export function rememberName(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // As above: nothing depends on it.
    return;
  }
}
