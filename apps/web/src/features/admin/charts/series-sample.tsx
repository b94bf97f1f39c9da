import { markerPath, type SeriesMark } from './series-marks.ts';

/** A short piece of a line with its marker, for legends. */
export function SeriesSample({ mark }: { mark: SeriesMark }) {
  return (
    <svg width={34} height={14} viewBox="-17 -7 34 14" aria-hidden="true">
      <line x1={-16} x2={16} y1={0} y2={0} stroke={mark.colour} strokeWidth={2} strokeDasharray={mark.dash} />
      <path d={markerPath(mark.shape, 4)} fill={mark.colour} stroke="var(--mantine-color-body)" />
    </svg>
  );
}
