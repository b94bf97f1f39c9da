/** Where in time a file has readings for the rows, as a bar of slices. */
import type { TimeSpan } from '@fedhealth/fl-core/table';
import { Box } from '@mantine/core';
import classes from './coverage-bar.module.css';

interface CoverageBarProps {
  /** By slice: the share of rows with a reading, from 0 to 1; null where there are no rows. */
  timeline: readonly (number | null)[];
  label: string;
}

export function CoverageBar({ timeline, label }: CoverageBarProps) {
  const width = 100 / Math.max(1, timeline.length);
  return (
    <Box
      component="svg"
      className={classes.bar}
      role="img"
      aria-label={label}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      viewBox="0 0 100 10"
    >
      {timeline.map((share, slice) => {
        const x = slice * width;
        if (share === null || share === 0) return null;
        const height = Math.max(1, share * 10);
        return (
          <rect
            key={x}
            x={x}
            y={10 - height}
            width={width + 0.05}
            height={height}
            className={classes.found}
          />
        );
      })}
    </Box>
  );
}

/** The same for files that could not be joined: when each of them begins and ends. */
export function SpanBar({ span, all, label }: { span: TimeSpan; all: TimeSpan; label: string }) {
  const length = Math.max(1, all.to - all.from);
  const x = ((span.from - all.from) / length) * 100;
  const width = Math.max(0.6, ((span.to - span.from) / length) * 100);
  return (
    <Box
      component="svg"
      className={classes.bar}
      role="img"
      aria-label={label}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      viewBox="0 0 100 10"
    >
      <rect x={Math.min(x, 99.4)} y={0} width={width} height={10} className={classes.found} />
    </Box>
  );
}
