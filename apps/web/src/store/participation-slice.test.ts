import { emptySnapshot } from '@fedhealth/fl-core/protocol';
import { describe, expect, it } from 'vitest';
import { create } from 'zustand';
import { createParticipationSlice, type ParticipationSlice, showsPastRun } from './participation-slice.ts';

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
  it('keeps what a push leaves out, to the object', () => {
    const store = open();
    const ledger = { entries: [entry], totalBytes: 9 };
    store.getState().receiveSnapshot({ ...emptySnapshot, ledger });
    store.getState().receiveSnapshot({ name: 'A' });
    expect(store.getState().snapshot.name).toBe('A');
    expect(store.getState().snapshot.ledger).toBe(ledger);
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
