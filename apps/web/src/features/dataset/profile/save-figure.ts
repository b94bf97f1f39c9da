/** A figure as a file: SVG, or PNG at twice its size. */
import { type Figure, figureFile, TEXT_SIZE, type Tone } from '@fedhealth/fl-core/quality';
import { saveText } from '../../../lib/save-text.ts';

const SCALE = 2;
const INK: Readonly<Record<Tone, string>> = {
  text: '#212529',
  muted: '#495057',
  line: '#ced4da',
  first: '#1a7480',
  second: '#b35c00',
  none: 'transparent',
};

const nameOf = (figure: Figure, ending: string): string =>
  `${figure.title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80)}.${ending}`;

export function saveSvg(figure: Figure): void {
  saveText(nameOf(figure, 'svg'), figureFile(figure), 'image/svg+xml');
}

/** Drawn mark by mark: no picture has to be loaded, which the page's policy might forbid. */
export function savePng(figure: Figure): void {
  const canvas = document.createElement('canvas');
  canvas.width = figure.width * SCALE;
  canvas.height = figure.height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(SCALE, SCALE);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, figure.width, figure.height);
  draw(context, figure);
  canvas.toBlob((blob) => {
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = url;
    link.download = nameOf(figure, 'png');
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 0);
  }, 'image/png');
}

function draw(context: CanvasRenderingContext2D, { marks }: Figure): void {
  context.font = `${TEXT_SIZE}px system-ui, sans-serif`;
  context.lineWidth = 1.5;
  for (const mark of marks) {
    context.globalAlpha = mark.opacity ?? 1;
    context.fillStyle = INK[mark.tone];
    context.strokeStyle = INK[mark.tone];
    switch (mark.shape) {
      case 'rect':
        context.fillRect(mark.x, mark.y, mark.width, mark.height);
        break;
      case 'dot':
        context.beginPath();
        context.arc(mark.x, mark.y, mark.r, 0, 2 * Math.PI);
        context.fill();
        break;
      case 'path':
        context.setLineDash(mark.dashed ? [5, 4] : []);
        context.stroke(new Path2D(mark.d));
        break;
      case 'text':
        context.save();
        context.translate(mark.x, mark.y);
        if (mark.vertical) context.rotate(-Math.PI / 2);
        context.textAlign = mark.anchor === 'middle' ? 'center' : mark.anchor;
        context.fillText(mark.text, 0, 0);
        context.restore();
        break;
    }
  }
}
