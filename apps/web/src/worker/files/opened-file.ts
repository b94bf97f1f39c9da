/** One file opened alone, checked and split. The rows stay in what is returned. */
import { prepareDataset, withFindings } from '@fedhealth/fl-core/preprocessing';
import { createSiteData, type SiteData } from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import type { CellExamples, ColumnsView } from '../api/columns-api.ts';
import { mappedFile } from './mapped-file.ts';
import type { ReadFile } from './read-remembered.ts';

export interface OpenedFile {
  readonly data: SiteData;
  readonly view: ColumnsView;
  examples(): CellExamples;
}

interface Opening extends ReadFile {
  readonly study: Study;
  readonly confirmed: ColumnsView['confirmed'];
}

/** The table under the study's names, checked and split; not usable before its columns are confirmed. */
export function openedFile(opening: Opening): OpenedFile {
  const { table, view, examples } = mappedFile(opening);
  const prepared = prepareDataset(table, opening.study);
  const file = view.confirmed === null ? withFindings(prepared, [unconfirmed(null)]) : prepared;
  return { data: createSiteData(file), view, examples };
}

/** An error until a person has looked. `fileName` for one of several files. */
export const unconfirmed = (fileName: string | null) =>
  ({
    code: 'COLUMNS_UNCONFIRMED',
    severity: 'error',
    column: fileName,
    count: 1,
    rows: [],
    message: `Not every column has the study’s own name and unit. Look through ${
      fileName === null ? '“Which column is which”' : 'its columns'
    } above and press “Looks right”.`,
  }) as const;
