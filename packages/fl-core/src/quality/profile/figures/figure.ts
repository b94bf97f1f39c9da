/** A chart as data: the page draws it with React, the report as text; both show the same marks. */

/** What a colour means; whoever draws knows the colours of its scheme. */
export type Tone = 'text' | 'muted' | 'line' | 'first' | 'second' | 'none';

interface Look {
  readonly tone: Tone;
  readonly opacity?: number;
  /** The exact value: shown on hover and keyboard focus. */
  readonly label?: string;
}

export type Mark =
  | (Look & {
      readonly shape: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    })
  | (Look & {
      readonly shape: 'path';
      readonly d: string;
      readonly filled?: boolean;
      readonly dashed?: boolean;
    })
  | (Look & { readonly shape: 'dot'; readonly x: number; readonly y: number; readonly r: number })
  | (Look & {
      readonly shape: 'text';
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly anchor: 'start' | 'middle' | 'end';
      /** Read from below. */
      readonly vertical?: boolean;
    });

export interface Figure {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
  /** The same, to be read as a table. */
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

export const TEXT_SIZE = 12;

export const text = (
  x: number,
  y: number,
  content: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
  tone: Tone = 'muted',
): Mark => ({ shape: 'text', x, y, text: content, anchor, tone });

export const rule = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  tone: Tone = 'line',
  dashed = false,
): Mark => ({
  shape: 'path',
  d: `M${at(x1)} ${at(y1)}L${at(x2)} ${at(y2)}`,
  tone,
  dashed,
});

/** Coordinates to a tenth of a pixel. */
export const at = (value: number): string => String(Math.round(value * 10) / 10);

/** A name cut in its middle so that it takes about `width` pixels: names often differ only at their ends. */
export function fitted(name: string, width: number): string {
  const most = Math.max(5, Math.floor(width / (TEXT_SIZE * 0.56)));
  if (name.length <= most) return name;
  const tail = Math.floor((most - 1) * 0.4);
  return `${name.slice(0, most - 1 - tail)}…${name.slice(-tail)}`;
}
