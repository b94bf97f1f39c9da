/** The files that a hospital has open together: each read and mapped once, joined as often as asked. */
import { fail, ok, type Problem, type Result } from '@fedhealth/fl-core/lib';
import { prepareSources, withFindings } from '@fedhealth/fl-core/preprocessing';
import { createSiteData, type SiteData } from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import {
  headerShape,
  type JoinSource,
  type MappingDecisions,
  preferColumns,
  sourceClock,
} from '@fedhealth/fl-core/table';
import { CANCELLED, type ReadingProgress } from '../api/api.ts';
import type { CellExamples, ColumnsView } from '../api/columns-api.ts';
import {
  canBeJoined,
  type OpenedSources,
  type SourceFile,
  type SourceSettings,
  type SourceView,
} from '../api/sources-api.ts';
import { type MappedFile, mappedFile } from './mapped-file.ts';
import { unconfirmed } from './opened-file.ts';
import { type ReadFile, type Reading, readAgain, readRemembered } from './read-remembered.ts';
import { withDecisions } from './remembered-columns.ts';

interface OpenShelf {
  readonly files: readonly SourceFile[];
  readonly settings: SourceSettings;
  readonly study: Study;
  /** What an earlier visit kept about the columns of files of known shapes. */
  readonly remembered: string | null;
  readonly signal: AbortSignal;
  onProgress(progress: ReadingProgress): void;
}

interface Shelved {
  readonly key: string;
  readonly view: SourceView;
  /** Null for a file that could not be read. */
  readonly content: { readonly read: ReadFile; readonly mapped: MappedFile } | null;
}

export interface SourceShelf {
  /**
   * Reads the files that are not on the shelf yet or about which a person decided otherwise, forgets those
   * that are not listed, and joins. A file that cannot be read stays listed with its problem, one whose dates
   * are not clear with its question; the others are joined without it. Nothing can be used before a person has
   * looked through each file that needs it. Problems: `CANCELLED`, and that of the first file when none could
   * be read.
   */
  open(request: OpenShelf): Promise<Result<{ opened: Omit<OpenedSources, 'summary'>; data: SiteData }>>;
  /** A few cells of the file with this id; none when it is not here. */
  examples(id: string): CellExamples;
  clear(): void;
}

export function createSourceShelf(): SourceShelf {
  let shelf = new Map<string, Shelved>();

  const place = async (file: SourceFile, request: OpenShelf): Promise<Result<Shelved>> => {
    const { study } = request;
    const decided = [file.decisions ?? null, file.confirmed ?? null];
    const key = JSON.stringify([study.id, study.version, ...decided]);
    const known = shelf.get(file.id);
    if (known?.key === key) return ok(known);
    const opening = { ...request, source: file.source };
    const before = known?.content?.read ?? null;
    const read = file.decisions
      ? await decidedUpon(before, opening, file.decisions, file.confirmed)
      : await readRemembered(opening);
    if (!read.ok) {
      const { error } = read;
      return error.code === CANCELLED
        ? read
        : ok({ key, view: { ...nothingOf(file), problem: error }, content: null });
    }
    const mapped = mappedFile({ ...read.value, study });
    return ok({ key, view: viewOf(file, mapped, study), content: { read: read.value, mapped } });
  };

  return {
    async open(request) {
      const { files, settings, study, signal } = request;
      const next = new Map<string, Shelved>();
      let remember: string | null = null;
      for (const file of files) {
        const shelved = await place(file, request);
        if (!shelved.ok) return shelved;
        const { content } = shelved.value;
        next.set(file.id, shelved.value);
        if (content && content.mapped.view.confirmed === 'person' && shelved.value !== shelf.get(file.id)) {
          const shape = headerShape(content.read.table, study);
          const { decisions } = content.mapped.view;
          remember = withDecisions(remember ?? request.remembered, shape, decisions);
        }
      }
      const all = [...next.values()];
      const readable = all.flatMap(({ view, content }) =>
        content ? [{ view, mapped: content.mapped }] : [],
      );
      const clear = readable.filter(({ view }) => canBeJoined(view));
      // With no clear dates at all one file is shown as far as it can be.
      const used = clear.length > 0 ? clear : readable.slice(0, 1);
      const [first, ...others] = used.map(
        ({ view, mapped }): JoinSource => ({ name: view.name, table: mapped.table }),
      );
      if (!first) {
        const problem = all[0]?.view.problem;
        return fail(problem ?? { code: 'NO_FILE', message: 'No file is open. Open a file first.' });
      }
      const base = used.findIndex(({ view }) => view.id === settings.base);
      const { file, report, problem } = prepareSources([first, ...others], study, {
        base: base === -1 ? 'auto' : base,
        direction: settings.direction,
        toleranceSeconds: used.map(({ view }) => settings.tolerances[view.id] ?? null),
        columnSource: preferColumns(used.map(({ mapped }) => mapped.mapping)),
      });
      if (signal.aborted) return fail({ code: CANCELLED, message: 'Reading was cancelled.' });
      shelf = next;
      const asked = readable.filter(({ view }) => view.columns?.confirmed === null);
      const data = createSiteData(
        withFindings(
          file,
          asked.map(({ view }) => unconfirmed(view.name)),
        ),
      );
      const sources = { files: all.map(({ view }) => view), settings, report, problem };
      return ok({ opened: { sources, remember }, data });
    },
    examples: (id) => shelf.get(id)?.content?.mapped.examples() ?? {},
    clear() {
      shelf = new Map();
    },
  };
}

async function decidedUpon(
  before: ReadFile | null,
  reading: Reading,
  decisions: MappingDecisions,
  confirmed: ColumnsView['confirmed'] = null,
): Promise<Result<ReadFile & { readonly confirmed: ColumnsView['confirmed'] }>> {
  const read = await readAgain(before, reading, decisions);
  return read.ok ? ok({ ...read.value, confirmed }) : read;
}

const nothingOf = ({ id, source }: SourceFile): SourceView & { readonly problem: Problem | null } => ({
  id,
  name: source.name,
  bytes: source instanceof File ? source.size : 0,
  clock: null,
  columns: null,
  problem: null,
});

const viewOf = (file: SourceFile, { table, view }: MappedFile, study: Study): SourceView => ({
  ...nothingOf(file),
  bytes: table.bytes,
  clock: view.ambiguousDates === null ? sourceClock(table, study.timestamp ?? '', study.subject) : null,
  columns: view.confirmed === 'plain' && bringsNothing(view, study) ? { ...view, confirmed: null } : view,
});

/** A file of several without a time, or without anything else that the study knows, was hardly meant so. */
function bringsNothing({ columns }: ColumnsView, study: Study): boolean {
  const found = columns.filter(({ file }) => file !== null);
  return (
    found.every(({ role }) => role === 'timestamp') ||
    (study.timestamp !== undefined && !found.some(({ role }) => role === 'timestamp'))
  );
}
