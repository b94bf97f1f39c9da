import { describe, expect, it } from 'vitest';
import { create } from 'zustand';
import {
  createParticipationSlice,
  emptySnapshot,
  type ParticipationSlice,
  showsPastRun,
} from './participation-slice.ts';

const run = (id: string, status: 'fitting' | 'completed' | 'failed') => ({
  run: id,
  status,
  round: 1,
  rounds: 5,
  sites: 2,
  history: [],
  modelVersion: null,
  message: null,
});
const open = () => create<ParticipationSlice>()(createParticipationSlice);
const entry = { id: 1, at: 0, kind: 'hello', bytes: 9, packets: 1, summary: '', content: '' } as const;

describe('receiveSnapshot', () => {
  it('keeps the ledger when a push leaves it out', () => {
    const store = open();
    store.getState().receiveSnapshot({ ...emptySnapshot, ledger: { entries: [entry], totalBytes: 9 } });
    store.getState().receiveSnapshot({ ...emptySnapshot, name: 'A', ledger: null });
    expect(store.getState().snapshot).toMatchObject({ name: 'A', ledger: { totalBytes: 9 } });
  });

  it('knows a run that was over before joining, until another begins', () => {
    const store = open();
    const joined = { ...emptySnapshot, joined: true };
    store.getState().receiveSnapshot({ ...joined, run: run('one', 'completed') });
    expect(showsPastRun(store.getState())).toBe(true);
    store.getState().receiveSnapshot({ ...joined, run: run('two', 'fitting') });
    expect(showsPastRun(store.getState())).toBe(false);
    store.getState().receiveSnapshot({ ...joined, run: run('two', 'failed') });
    expect(showsPastRun(store.getState())).toBe(false);
  });
});
