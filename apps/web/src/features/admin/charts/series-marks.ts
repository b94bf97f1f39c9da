/** How the lines of a chart differ: by colour, by dash and by marker, so that no two rest on colour alone. */
export interface SeriesMark {
  /** A CSS colour. */
  readonly colour: string;
  /** An SVG dash array; undefined is a whole line. */
  readonly dash: string | undefined;
  readonly shape: MarkerShape;
}

export const MARKER_SHAPES = ['circle', 'square', 'triangle', 'diamond', 'cross', 'wedge'] as const;
export type MarkerShape = (typeof MARKER_SHAPES)[number];

const DASHES = [undefined, '7 4', '2 4', '10 3 2 3', '14 5'] as const;
/** Defined for light and dark in charts.module.css. */
const COLOURS = 8;

/** The look of the `index`-th line. The first 30 differ in dash or marker, whatever their colour. */
export function seriesMark(index: number): SeriesMark {
  const shape = MARKER_SHAPES[index % MARKER_SHAPES.length] ?? 'circle';
  return { colour: `var(--series-${(index % COLOURS) + 1})`, dash: DASHES[index % DASHES.length], shape };
}

/** The SVG path of a marker around (0, 0), about `r` to each side. */
export function markerPath(shape: MarkerShape, r: number): string {
  const n = (value: number) => Number(value.toFixed(2));
  switch (shape) {
    case 'circle':
      return `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`;
    case 'square':
      return `M${n(-0.9 * r)},${n(-0.9 * r)}H${n(0.9 * r)}V${n(0.9 * r)}H${n(-0.9 * r)}Z`;
    case 'triangle':
      return `M0,${n(-1.2 * r)}L${n(1.1 * r)},${n(0.8 * r)}H${n(-1.1 * r)}Z`;
    case 'diamond':
      return `M0,${n(-1.25 * r)}L${n(1.25 * r)},0L0,${n(1.25 * r)}L${n(-1.25 * r)},0Z`;
    case 'cross': {
      const [a, b] = [n(0.4 * r), n(1.2 * r)];
      return `M${-a},${-b}H${a}V${-a}H${b}V${a}H${a}V${b}H${-a}V${a}H${-b}V${-a}H${-a}Z`;
    }
    case 'wedge':
      return `M0,${n(1.2 * r)}L${n(1.1 * r)},${n(-0.8 * r)}H${n(-1.1 * r)}Z`;
  }
}
