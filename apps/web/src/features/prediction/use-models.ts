/** The study's finished models, asked again when another is in production or another run has ended. */
import type { SiteModel } from '@fedhealth/fl-core/protocol';
import { useEffect, useState } from 'react';
import { listModels } from '../../store/prediction-actions.ts';
import type { Problem } from '../../worker/api/api.ts';

interface Models {
  readonly models: readonly SiteModel[];
  readonly problem: Problem | null;
}

/** `occasion` changes whenever the list may have. */
export function useModels(occasion: string): Models {
  const [state, setState] = useState<Models>({ models: [], problem: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the occasion says when to ask again
  useEffect(() => {
    let wanted = true;
    void listModels().then((answer) => {
      if (!wanted) return;
      setState((now) =>
        answer.ok ? { models: answer.value, problem: null } : { models: now.models, problem: answer.error },
      );
    });
    return () => {
      wanted = false;
    };
  }, [occasion]);
  return state;
}
