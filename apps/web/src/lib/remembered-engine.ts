/** The engine a person chose in this browser. */
import type { EngineName } from '@fedhealth/fl-core/study';
import { asEngine } from './engine-words.ts';

const KEY = 'fedhealth.engine';

export function rememberedEngine(): EngineName | null {
  try {
    return asEngine(window.localStorage.getItem(KEY));
  } catch {
    // Switched off by a policy: it is chosen by measurement each time.
    return null;
  }
}

export function rememberEngine(engine: EngineName | null): void {
  try {
    if (engine === null) window.localStorage.removeItem(KEY);
    else window.localStorage.setItem(KEY, engine);
  } catch {
    // Full or switched off: it holds while the page lives.
    return;
  }
}
