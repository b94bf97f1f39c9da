import type { Tone } from '@fedhealth/fl-core/quality';

/** What the tones of a figure look like on this page, in either scheme. */
export const COLOURS: Readonly<Record<Tone, string>> = {
  text: 'var(--mantine-color-text)',
  muted: 'var(--mantine-color-dimmed)',
  line: 'var(--app-line)',
  first: 'var(--app-series-1)',
  second: 'var(--app-series-2)',
  none: 'transparent',
};
