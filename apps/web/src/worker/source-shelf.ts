/** The files that a hospital has open together: each read and mapped once, joined as often as asked. */
import { fail, ok, type Problem, type Result } from '@fedhealth/fl-core/lib';
import { prepareSources } from '@fedhealth/fl-core/preprocessing';
import { createSiteData, type SiteData } from '@fedhealth/fl-core/site';
import type { Study } from '@fedhealth/fl-core/study';
import {
  ambiguousDates,
  applyMapping,
  conversionOf,
  headerShape,
  type JoinSource,
  type Mapping,
  mappingFrom,
  noDecisions,
  preferColumns,
  sourceClock,
  type Table,
} from '@fedhealth/fl-core/table';
import { CANCELLED, type ReadingProgress } from './api.ts';
import { readsTheSame } from './opened-file.ts';
import { readSource } from './read-source.ts';
import { decisionsFor } from './remembered-columns.ts';
import type { OpenedSources, SourceFile, SourceSettings, SourceView } from './sources-api.ts';

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
  readonly mapped: { readonly table: Table; readonly mapping: Mapping } | null;
}

export interface SourceShelf {
  /**
   * Reads the files that are not on the shelf yet, forgets those that are not listed, and joins. A file that
   * cannot be read stays listed with its problem; the others are joined without it. Problems: `CANCELLED`,
   * and that of the first file when none could be read.
   */
  open(request: OpenShelf): Promise<Result<{ opened: OpenedSources; data: SiteData }>>;
  clear(): void;
}

export function createSourceShelf(): SourceShelf {
  let shelf = new Map<string, Shelved>();

  const read = async (file: SourceFile, request: OpenShelf): Promise<Result<Shelved>> => {
    const key = JSON.stringify([request.study.id, request.study.version, file.decisions ?? null]);
    const known = shelf.get(file.id);
    if (known?.key === key) return ok(known);
    const refused = (problem: Problem): Result<Shelved> =>
      problem.code === CANCELLED ? fail(problem) : ok({ key, view: unreadable(file, problem), mapped: null });
    const given = file.decisions ?? noDecisions;
    let table = await readSource({ ...request, source: file.source, decisions: given });
    if (!table.ok) return refused(table.error);
    const shape = headerShape(table.value, request.study);
    const decisions = file.decisions ?? decisionsFor(request.remembered, shape) ?? noDecisions;
    if (!readsTheSame(given, decisions)) {
      table = await readSource({ ...request, source: file.source, decisions });
      if (!table.ok) return refused(table.error);
    }
    const mapping = mappingFrom(table.value, request.study, decisions);
    const dates = ambiguousDates(table.value, mapping);
    if (dates !== null) return refused(unclearDates(file.source.name, dates));
    const mapped = { table: applyMapping(table.value, mapping, request.study), mapping };
    return ok({ key, view: viewOf(file, mapped.table, mapping, request.study), mapped });
  };

  return {
    async open(request) {
      const next = new Map<string, Shelved>();
      for (const file of request.files) {
        const shelved = await read(file, request);
        if (!shelved.ok) return shelved;
        next.set(file.id, shelved.value);
      }
      const readable = [...next].flatMap(([id, { view, mapped }]) =>
        mapped ? [{ id, name: view.name, ...mapped }] : [],
      );
      const [first, ...others] = readable;
      if (!first) {
        const problem = [...next.values()][0]?.view.problem;
        return fail(problem ?? { code: 'NO_FILE', message: 'No file is open. Open a file first.' });
      }
      const { settings, study } = request;
      const base = readable.findIndex(({ id }) => id === settings.base);
      const sources: [JoinSource, ...JoinSource[]] = [first, ...others];
      const { file, report, problem } = prepareSources(sources, study, {
        base: base === -1 ? 'auto' : base,
        direction: settings.direction,
        toleranceSeconds: readable.map(({ id }) => settings.tolerances[id] ?? null),
        columnSource: preferColumns(readable.map(({ mapping }) => mapping)),
      });
      if (request.signal.aborted) return fail({ code: CANCELLED, message: 'Reading was cancelled.' });
      shelf = next;
      const data = createSiteData(file);
      const files = [...next.values()].map(({ view }) => view);
      return ok({ opened: { summary: data.summary, sources: { files, settings, report, problem } }, data });
    },
    clear() {
      shelf = new Map();
    },
  };
}

const unclearDates = (name: string, column: string): Problem => ({
  code: 'DATE_ORDER_UNKNOWN',
  message: `In “${name}” the dates of “${column}” may have the day or the month first, and no row tells. Open this file alone and say which it is; the choice is remembered when you add it again.`,
});

const unreadable = ({ id, source }: SourceFile, problem: Problem): SourceView => ({
  id,
  name: source.name,
  bytes: source instanceof File ? source.size : 0,
  clock: null,
  columns: [],
  ignored: 0,
  problem,
});

function viewOf({ id, source }: SourceFile, table: Table, mapping: Mapping, study: Study): SourceView {
  const columns = mapping.columns.flatMap(({ study: name, file, conversion, question }) => {
    if (file === null) return [];
    const done = conversion === null ? null : conversionOf(conversion);
    return [
      {
        study: name,
        file,
        conversion: done && { from: done.from, to: done.to, formula: done.formula },
        question,
      },
    ];
  });
  return {
    id,
    name: source.name,
    bytes: table.bytes,
    clock: sourceClock(table, study.timestamp ?? '', study.subject),
    columns,
    ignored: table.columns.length - columns.length,
    problem: null,
  };
}
