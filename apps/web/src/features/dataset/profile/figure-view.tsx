/** A chart: exact values under the pointer or by arrow keys, the same as a table, and as a file. */
import type { Figure } from '@fedhealth/fl-core/quality';
import { Box, Button, Group, Stack, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type ReactNode, useMemo, useState } from 'react';
import { markAfter, placeOf, tellingMarks } from './active-mark.ts';
import classes from './figure.module.css';
import { FigureMarks } from './figure-marks.tsx';
import { PlainTable } from './plain-table.tsx';
import { savePng, saveSvg } from './save-figure.ts';

interface FigureViewProps {
  /** Makes the figure for a width in pixels; null where there is nothing to draw. Keep it stable between renders. */
  make: (width: number) => Figure | null;
  /** Instead of a chart, when there is nothing to draw. */
  empty?: ReactNode;
  /** For squares of many columns: as wide as the page allows. */
  wide?: boolean;
}

export function FigureView({ make, empty = null, wide = false }: FigureViewProps) {
  const { ref, width } = useElementSize();
  const [asTable, setAsTable] = useState(false);
  const rounded = Math.floor(width);
  const figure = useMemo(() => (rounded > 0 ? make(Math.max(240, rounded)) : null), [make, rounded]);
  return (
    <Box ref={ref} component="figure" m={0} miw={0} maw={wide ? undefined : 760}>
      {figure ? (
        <Stack gap="xs">
          <Group justify="space-between" gap="xs">
            <Text component="figcaption" fw={600}>
              {figure.title}
            </Text>
            <Group gap={4}>
              <Button
                variant="subtle"
                size="compact-xs"
                aria-pressed={asTable}
                onClick={() => setAsTable(!asTable)}
              >
                {asTable ? 'Show as chart' : 'Show as table'}
              </Button>
              <Button variant="subtle" size="compact-xs" onClick={() => saveSvg(figure)}>
                SVG
              </Button>
              <Button variant="subtle" size="compact-xs" onClick={() => savePng(figure)}>
                PNG
              </Button>
            </Group>
          </Group>
          {asTable ? (
            <PlainTable label={figure.title} head={figure.table.head} rows={figure.table.rows} />
          ) : (
            <Plot figure={figure} />
          )}
        </Stack>
      ) : (
        rounded > 0 && empty
      )}
    </Box>
  );
}

function Plot({ figure }: { figure: Figure }) {
  const [active, setActive] = useState<number | null>(null);
  const telling = useMemo(() => tellingMarks(figure), [figure]);
  const mark = active === null ? undefined : figure.marks[active];
  const place = mark ? placeOf(mark) : null;
  return (
    <div className={classes.scroll}>
      <div
        className={classes.plot}
        role="slider"
        tabIndex={0}
        aria-label={`${figure.title}: move through its values with the arrow keys`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, telling.length - 1)}
        aria-valuenow={Math.max(0, active === null ? 0 : telling.indexOf(active))}
        aria-valuetext={mark?.label ?? 'no value chosen'}
        onKeyDown={(event) => {
          const next = markAfter(figure, active, event.key);
          if (next === null) return;
          event.preventDefault();
          setActive(next);
        }}
        onFocus={() => setActive((before) => before ?? telling[0] ?? null)}
        onBlur={() => setActive(null)}
        onPointerOver={(event) => {
          const index = event.target instanceof SVGElement ? event.target.dataset.mark : undefined;
          setActive(index === undefined ? null : Number(index));
        }}
        onPointerLeave={() => setActive(null)}
      >
        <svg width={figure.width} height={figure.height} aria-hidden="true">
          <FigureMarks figure={figure} />
          {place && (
            <rect
              x={place.x}
              y={place.y}
              width={place.width}
              height={place.height}
              fill="var(--mantine-color-text)"
              fillOpacity={0.08}
              stroke="var(--mantine-color-text)"
              pointerEvents="none"
            />
          )}
        </svg>
        {place && mark?.label && (
          <div className={classes.tip} style={tipStyle(place.x + place.width / 2, place.y, figure)}>
            {mark.label}
          </div>
        )}
      </div>
    </div>
  );
}

/** Beside the mark, within the figure: to the left of it in the right half, below it in the upper half. */
function tipStyle(x: number, y: number, { width, height }: Figure) {
  return {
    ...(x > width / 2 ? { right: width - x } : { left: x }),
    ...(y > height / 2 ? { bottom: height - y + 6 } : { top: Math.min(y + 30, height - 30) }),
  };
}
