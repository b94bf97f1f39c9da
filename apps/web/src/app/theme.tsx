/** The look: one accent, quiet greys, room to breathe. Light and dark follow the system until a person chooses. */
import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** Deep sea green; shade 7 carries white text at 5:1, shade 4 is read on dark at 7:1. */
const tide: MantineColorsTuple = [
  '#edf7f8',
  '#d9ecee',
  '#b2d9de',
  '#86c4cc',
  '#62b2bd',
  '#4aa5b1',
  '#2f8f9c',
  '#1a7480',
  '#125f69',
  '#0a4a53',
];

export const theme = createTheme({
  colors: { tide },
  primaryColor: 'tide',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  headings: {
    fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.25rem', lineHeight: '1.35' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Paper: { defaultProps: { withBorder: true, radius: 'lg', p: 'xl' } },
    Tooltip: {
      defaultProps: { withArrow: true, openDelay: 200, events: { hover: true, focus: true, touch: true } },
    },
    Table: { defaultProps: { verticalSpacing: 'sm' } },
  },
});

/** Secondary text dark enough to read (AA on both schemes), and a page a shade behind its cards. */
export const cssVariables: CSSVariablesResolver = (mantine) => ({
  variables: {},
  light: {
    '--mantine-color-text': mantine.colors.gray[9],
    '--mantine-color-dimmed': mantine.colors.gray[7],
    '--mantine-color-placeholder': mantine.colors.gray[7],
    '--app-background': '#f6f8f9',
    '--app-line': mantine.colors.gray[3],
    '--app-series-1': tide[7],
    '--app-series-2': '#b35c00',
    '--app-good': '#1b7a3d',
    '--app-warning': '#9a5b00',
    '--app-bad': '#c02b2b',
  },
  dark: {
    '--mantine-color-dimmed': mantine.colors.dark[1],
    '--mantine-color-placeholder': mantine.colors.dark[1],
    '--mantine-color-tide-light': 'rgba(74, 165, 177, 0.18)',
    '--mantine-color-tide-light-hover': 'rgba(74, 165, 177, 0.26)',
    '--mantine-color-tide-light-color': tide[2],
    '--app-background': mantine.colors.dark[8],
    '--app-line': mantine.colors.dark[4],
    '--app-series-1': tide[4],
    '--app-series-2': '#f2a65a',
    '--app-good': '#6cc98b',
    '--app-warning': '#f0b45b',
    '--app-bad': '#ff8f8f',
  },
});
