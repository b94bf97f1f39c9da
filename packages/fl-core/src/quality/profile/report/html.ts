/** Small pieces of the report's page; every text that comes from outside is escaped here. */
import type { Figure } from '../figures/figure.ts';
import { escapeText, figureSvg, type Palette } from '../figures/svg.ts';

/** Custom properties of the page's own style: dark and light without a script. */
const COLOURS: Palette = {
  text: 'var(--text)',
  muted: 'var(--muted)',
  line: 'var(--line)',
  first: 'var(--first)',
  second: 'var(--second)',
  none: 'transparent',
};

export type Cells = readonly (readonly string[])[];

/** The first column names the row; numbers stand on the right. */
export function tableHtml(head: readonly string[], rows: Cells): string {
  const heads = head.map((cell) => `<th scope="col">${escapeText(cell)}</th>`).join('');
  const body = rows
    .map(([first = '', ...rest]) => {
      const cells = rest.map((cell) => `<td>${escapeText(cell)}</td>`).join('');
      return `<tr><th scope="row">${escapeText(first)}</th>${cells}</tr>`;
    })
    .join('');
  return `<div class="scroll"><table><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table></div>`;
}

export function figureHtml(figure: Figure | null): string {
  if (!figure) return '';
  const { head, rows } = figure.table;
  return (
    `<figure><figcaption>${escapeText(figure.title)}</figcaption>` +
    `<div class="scroll">${figureSvg(figure, COLOURS)}</div>` +
    `<details><summary>As a table</summary>${tableHtml(head, rows)}</details></figure>`
  );
}

export const sectionHtml = (id: string, title: string, content: string): string =>
  `<section id="${id}"><h2>${escapeText(title)}</h2>${content}</section>`;

export const paragraph = (text: string): string => `<p>${escapeText(text)}</p>`;

export const STYLE = `
:root { color-scheme: light dark; --page: #f6f8f9; --card: #fff; --text: #212529; --muted: #495057; --line: #ced4da; --first: #1a7480; --second: #b35c00; }
@media (prefers-color-scheme: dark) { :root { --page: #141414; --card: #242424; --text: #e9ecef; --muted: #b8b8b8; --line: #495057; --first: #62b2bd; --second: #f2a65a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main, header { max-width: 880px; margin: 0 auto; padding: 16px; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 16px 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 1.25rem; margin: 0 0 12px; }
h3 { font-size: 1.05rem; margin: 24px 0 8px; overflow-wrap: anywhere; }
p { color: var(--muted); margin: 4px 0 12px; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 12px 0; }
a { color: var(--first); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px; margin: 0 0 16px; }
figure { margin: 16px 0; }
figcaption { font-weight: 600; }
.scroll { overflow-x: auto; }
svg { display: block; }
table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px 4px 0; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child { text-align: left; font-weight: 500; }
summary { cursor: pointer; color: var(--muted); font-size: 14px; }
@media print { details { display: none; } section { break-inside: avoid-page; } }
`;
