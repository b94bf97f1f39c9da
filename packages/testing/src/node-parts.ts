/** Parts of the sample hospitals' files, each as a file of its own. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { csvFile } from './tiny-study.ts';

export const SAMPLE_DATA = new URL('../../../data/', import.meta.url);

/**
 * A node's file in so many parts: every so-manieth row, so that each has seen the same days.
 * @param rows of each part; all parts have as many where it is one number
 */
export async function nodeParts(
  node: string,
  parts: number,
  rows: number | readonly number[],
): Promise<string[]> {
  const rowsOf = (part: number): number => (typeof rows === 'number' ? rows : (rows[part] ?? 0));
  const most = Math.max(...Array.from({ length: parts }, (_, part) => rowsOf(part)));
  const lines: string[] = [];
  const file = createReadStream(new URL(`node_${node}_data.csv`, SAMPLE_DATA));
  for await (const line of createInterface({ input: file })) {
    lines.push(line);
    if (lines.length > parts * most) break;
  }
  file.destroy();
  const [header = '', ...all] = lines;
  const part = (index: number) => all.filter((_, row) => row % parts === index).slice(0, rowsOf(index));
  return Promise.all(Array.from({ length: parts }, (_, index) => csvFile([header, ...part(index)])));
}
