import { type Figure, type Mark, TEXT_SIZE } from '@fedhealth/fl-core/quality';
import { memo } from 'react';
import { COLOURS } from './figure-colours.ts';

/** A figure's marks; drawn anew only when the figure changes, not while the pointer moves over it. */
export const FigureMarks = memo(function FigureMarks({ figure }: { figure: Figure }) {
  return figure.marks.map((mark, index) => (
    <MarkView key={`${mark.shape}${index.toString()}`} mark={mark} index={index} />
  ));
});

function MarkView({ mark, index }: { mark: Mark; index: number }) {
  const colour = COLOURS[mark.tone];
  const own = { opacity: mark.opacity, 'data-mark': mark.label === undefined ? undefined : index };
  switch (mark.shape) {
    case 'rect':
      return <rect x={mark.x} y={mark.y} width={mark.width} height={mark.height} fill={colour} {...own} />;
    case 'dot':
      return <circle cx={mark.x} cy={mark.y} r={mark.r} fill={colour} {...own} />;
    case 'path':
      return (
        <path
          d={mark.d}
          fill={mark.filled ? colour : 'none'}
          stroke={colour}
          strokeWidth={1.5}
          strokeDasharray={mark.dashed ? '5 4' : undefined}
          {...own}
        />
      );
    case 'text':
      return (
        <text
          x={mark.x}
          y={mark.y}
          textAnchor={mark.anchor}
          fill={colour}
          fontSize={TEXT_SIZE}
          transform={mark.vertical ? `rotate(-90 ${mark.x} ${mark.y})` : undefined}
        >
          {mark.text}
        </text>
      );
  }
}
