/** Reads a sample file in the administrator's browser. Started for one file and ended after it: no row stays. */
import { ok } from '@fedhealth/fl-core/lib';
import { describeInference, inferStudy } from '@fedhealth/fl-core/quality';
import { readCsv } from '@fedhealth/fl-core/table';
import { expose } from 'comlink';
import type { SampleWorkerApi } from './api/sample-api.ts';

const api: SampleWorkerApi = {
  async infer(file, onProgress) {
    const table = await readCsv(file, {
      name: file.name,
      onProgress: ({ bytes, totalBytes, rows }) =>
        onProgress({ rows, done: totalBytes ? Math.min(1, bytes / totalBytes) : null }),
    });
    if (!table.ok) return table;
    const inferred = inferStudy(table.value);
    return ok({
      ...inferred,
      fileName: file.name,
      rows: table.value.rows,
      columns: table.value.columns.map(({ name }) => name),
      summary: describeInference(inferred),
    });
  },
};

expose(api);
