/** Scores of the open file, kept here; the page gets counts, the person's disk gets the file. */
import { fail, ok } from '@fedhealth/fl-core/lib';
import { countScores } from '@fedhealth/fl-core/metrics';
import { scoredCsv } from '@fedhealth/fl-core/preprocessing';
import { type SiteData, type SiteSession, scoreFile } from '@fedhealth/fl-core/site';
import type { PredictionApi } from './api/prediction-api.ts';

interface Open {
  readonly data: SiteData | null;
  readonly session: SiteSession | null;
}

const notJoined = {
  code: 'NOT_JOINED',
  message: 'This page is not connected to the study. Join, and try again.',
};
const noFile = { code: 'NO_FILE', message: 'No file is open. Open a file first.' };

/** `open` tells the file and the connection of the moment. */
export function createPrediction(open: () => Open): PredictionApi {
  let last: { data: SiteData; version: number; scores: Float32Array } | null = null;
  let running: AbortController | null = null;

  return {
    async models() {
      const { session } = open();
      return session ? session.models() : fail(notJoined);
    },
    async predict(version, onProgress) {
      const { data, session } = open();
      if (!data) return fail(noFile);
      if (!session) return fail(notJoined);
      running?.abort();
      const own = new AbortController();
      running = own;
      const artifact = await session.model(version);
      if (!artifact.ok) return artifact;
      const scored = await scoreFile(artifact.value, data, { signal: own.signal, onProgress });
      if (!scored.ok) return scored;
      // Another file or another prediction may have taken over meanwhile.
      if (own.signal.aborted || open().data !== data) {
        return fail({ code: 'CANCELLED', message: 'The prediction was cancelled.' });
      }
      last = { data, version, scores: scored.value };
      return ok({ ...countScores(scored.value), modelVersion: version, fileName: data.summary.fileName });
    },
    cancelPrediction: () => running?.abort(),
    async scoredFile(threshold) {
      if (!last || last.data !== open().data) {
        return fail({
          code: 'NO_PREDICTION',
          message: 'There are no scores of the open file. Predict first.',
        });
      }
      const { data, version, scores } = last;
      const parts: Blob[] = [];
      // Piece by piece: no string holds it all.
      for (const chunk of scoredCsv({ table: data.file.table, scores, threshold, modelVersion: version })) {
        parts.push(new Blob([chunk]));
      }
      const name = `${data.summary.fileName.replace(/\.[^.]*$/, '') || 'data'}-scores-v${version}.csv`;
      return ok({ name, blob: new Blob(parts, { type: 'text/csv' }) });
    },
  };
}
