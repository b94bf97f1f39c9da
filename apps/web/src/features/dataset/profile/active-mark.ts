/** Which of a figure's marks the keyboard is on, and where. */
import type { Figure, Mark } from '@fedhealth/fl-core/quality';

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Indices of the marks that tell something. */
export const tellingMarks = ({ marks }: Figure): number[] =>
  marks.flatMap((mark, index) => (mark.label === undefined ? [] : [index]));

export function placeOf(mark: Mark): Place | null {
  if (mark.shape === 'rect') return mark;
  if (mark.shape !== 'dot') return null;
  return { x: mark.x - mark.r, y: mark.y - mark.r, width: 2 * mark.r, height: 2 * mark.r };
}

/** The mark that a key leads to, or null when the key does nothing here. Up and down follow the picture. */
export function markAfter(figure: Figure, current: number | null, key: string): number | null {
  const telling = tellingMarks(figure);
  const at = current === null ? -1 : telling.indexOf(current);
  const clamp = (index: number): number | null =>
    telling[Math.max(0, Math.min(telling.length - 1, index))] ?? null;
  switch (key) {
    case 'ArrowRight':
      return clamp(at + 1);
    case 'ArrowLeft':
      return clamp(at - 1);
    case 'ArrowDown':
      return vertical(figure, telling, current, 1) ?? clamp(at + 1);
    case 'ArrowUp':
      return vertical(figure, telling, current, -1) ?? clamp(at - 1);
    case 'Home':
      return clamp(0);
    case 'End':
      return clamp(telling.length - 1);
    default:
      return null;
  }
}

/** The nearest mark above or below in the same column, as in a heatmap. */
function vertical(
  figure: Figure,
  telling: readonly number[],
  current: number | null,
  step: 1 | -1,
): number | null {
  const from = current === null ? null : figure.marks[current];
  const here = from ? placeOf(from) : null;
  if (!here) return null;
  let best: { index: number; distance: number } | null = null;
  for (const index of telling) {
    const mark = figure.marks[index];
    const place = mark ? placeOf(mark) : null;
    if (!place || Math.abs(place.x - here.x) > 1) continue;
    const distance = (place.y - here.y) * step;
    if (distance > 1 && (best === null || distance < best.distance)) best = { index, distance };
  }
  return best?.index ?? null;
}
