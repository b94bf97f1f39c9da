/** One prediction at a time, and what came of it. */
import { useCallback, useEffect, useState } from 'react';
import { cancelPrediction, predict } from '../../store/prediction-actions.ts';
import type { Problem } from '../../worker/api/api.ts';
import type { PredictionView } from '../../worker/api/prediction-api.ts';

export type PredictionState =
  | { readonly status: 'none' }
  | { readonly status: 'working'; readonly version: number; readonly done: number }
  | { readonly status: 'failed'; readonly version: number; readonly problem: Problem }
  | { readonly status: 'done'; readonly view: PredictionView };

const NONE: PredictionState = { status: 'none' };

/** `file` is the open file: another one makes what was predicted void. */
export function usePrediction(file: unknown) {
  const [state, setState] = useState<{ file: unknown; prediction: PredictionState }>({
    file,
    prediction: NONE,
  });
  const prediction = state.file === file ? state.prediction : NONE;

  const start = useCallback(
    async (version: number) => {
      const show = (next: PredictionState) => setState({ file, prediction: next });
      show({ status: 'working', version, done: 0 });
      const predicted = await predict(version, (done) =>
        setState((now) =>
          now.file === file && now.prediction.status === 'working' && now.prediction.version === version
            ? { file, prediction: { status: 'working', version, done } }
            : now,
        ),
      );
      if (predicted.ok) show({ status: 'done', view: predicted.value });
      else if (predicted.error.code === 'CANCELLED') {
        setState((now) =>
          now.prediction.status === 'working' && now.prediction.version === version
            ? { file, prediction: NONE }
            : now,
        );
      } else show({ status: 'failed', version, problem: predicted.error });
    },
    [file],
  );
  useEffect(() => () => cancelPrediction(), []);
  return { prediction, start };
}
