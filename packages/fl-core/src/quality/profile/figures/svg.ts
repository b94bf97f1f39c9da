/** A figure as SVG text. */
import { type Figure, type Mark, TEXT_SIZE, type Tone } from './figure.ts';

export type Palette = Readonly<Record<Tone, string>>;

/** For files that stand alone, on white. */
const PAPER: Palette = {
  text: '#212529',
  muted: '#495057',
  line: '#ced4da',
  first: '#1a7480',
  second: '#b35c00',
  none: 'transparent',
};

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe in text and in quoted attributes of HTML and XML; characters that XML forbids are left out. */
export const escapeText = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');

/** A file of its own, on white. */
export const figureFile = (figure: Figure): string => draw(figure, PAPER, true);

/** To be put into a page, in that page's colours. */
export const figureSvg = (figure: Figure, palette: Palette): string => draw(figure, palette, false);

function draw({ width, height, title, marks }: Figure, palette: Palette, alone: boolean): string {
  const back = alone ? `<rect width="${width}" height="${height}" fill="#fff"/>` : '';
  const namespace = alone ? 'xmlns="http://www.w3.org/2000/svg" ' : '';
  return (
    `<svg ${namespace}viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" ` +
    `role="img" aria-label="${escapeText(title)}" font-family="system-ui, sans-serif" font-size="${TEXT_SIZE}">` +
    `${back}${marks.map((mark) => markSvg(mark, palette)).join('')}</svg>`
  );
}

function markSvg(mark: Mark, palette: Palette): string {
  const colour = palette[mark.tone];
  const opacity = mark.opacity === undefined ? '' : ` opacity="${round(mark.opacity)}"`;
  const title = mark.label ? `<title>${escapeText(mark.label)}</title>` : '';
  switch (mark.shape) {
    case 'rect':
      return `<rect x="${round(mark.x)}" y="${round(mark.y)}" width="${round(mark.width)}" height="${round(mark.height)}" fill="${colour}"${opacity}>${title}</rect>`;
    case 'dot':
      return `<circle cx="${round(mark.x)}" cy="${round(mark.y)}" r="${mark.r}" fill="${colour}"${opacity}>${title}</circle>`;
    case 'path':
      return `<path d="${mark.d}" fill="${mark.filled ? colour : 'none'}" stroke="${colour}" stroke-width="1.5"${mark.dashed ? ' stroke-dasharray="5 4"' : ''}${opacity}>${title}</path>`;
    case 'text': {
      const turn = mark.vertical ? ` transform="rotate(-90 ${round(mark.x)} ${round(mark.y)})"` : '';
      return `<text x="${round(mark.x)}" y="${round(mark.y)}" text-anchor="${mark.anchor}" fill="${colour}"${turn}>${escapeText(mark.text)}</text>`;
    }
  }
}

const round = (value: number): string => String(Math.round(value * 100) / 100);
