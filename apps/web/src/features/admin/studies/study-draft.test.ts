import { healthRiskStudy } from '@fedhealth/fl-core/study';
import { describe, expect, it } from 'vitest';
import { changeDraft, draftOf, readDraft, readStudyText, type StudyDraft } from './study-draft.ts';

const start = draftOf({
  id: 'w',
  label: { column: 'ill' },
  features: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
});
const names = ({ study, keys }: StudyDraft) =>
  (study.features as { name: string }[]).map(({ name }, index) => `${name}${keys[index]}`);

describe('a draft of a study', () => {
  it('gives a whole study back as it was', () => {
    expect(readDraft(draftOf(healthRiskStudy).study)).toEqual({ ok: true, value: healthRiskStudy });
  });

  it('fills in the usual values of a study that does not fit yet, and says where it does not', () => {
    const { study } = draftOf({
      label: {},
      features: ['age', { name: 'sex', kind: '?' }],
      model: 7,
      split: 'x',
    });
    expect(study).toMatchObject({ model: { hidden: [64, 32] }, split: { kind: 'seeded' }, id: '' });
    const read = readDraft(study);
    expect(read.ok ? [] : read.error.map(({ path }) => path)).toEqual([
      'id',
      'label.column',
      'features.1.kind',
    ]);
  });

  it('keeps fields that the form does not show', () => {
    const { study } = draftOf({ ...healthRiskStudy, privacy: { clip: 1 } });
    const read = readDraft(
      changeDraft({ study, keys: [] }, { kind: 'set', path: 'title', value: 'New' }).study,
    );
    expect(read).toMatchObject({ ok: true, value: { title: 'New', privacy: { clip: 1 } } });
  });

  it('adds, removes and moves features with their keys', () => {
    const moved = changeDraft(start, { kind: 'moveFeature', index: 0, by: 1 });
    expect(names(moved)).toEqual(['b1', 'a0', 'c2']);
    expect(names(changeDraft(start, { kind: 'moveFeature', index: 2, by: 1 }))).toEqual(['a0', 'b1', 'c2']);
    const less = changeDraft(moved, { kind: 'removeFeature', index: 0 });
    expect(names(changeDraft(less, { kind: 'addFeature' }))).toEqual(['a0', 'c2', '3']);
  });

  it('takes the place of another, whose id it may have to keep', () => {
    const draft = draftOf({ ...healthRiskStudy, id: 'other' });
    const replaced = (keepId: boolean) => changeDraft(start, { kind: 'replace', draft, keepId }).study;
    expect([replaced(true).id, replaced(false).id]).toEqual(['w', 'other']);
    expect(replaced(true).features).toBe(draft.study.features);
  });

  it('names an unknown strategy at its field', () => {
    const { study } = changeDraft(start, {
      kind: 'set',
      path: 'federation.strategy',
      value: { kind: 'guess' },
    });
    expect(readDraft(study)).toMatchObject({ ok: false, error: [{ path: 'federation.strategy' }] });
  });

  it.each(['', '[]', '7', '{"id":', 'null'])('tells that %j is no study', (text) => {
    expect(readStudyText(text)).toMatchObject({ ok: false, error: { code: 'STUDY_NOT_JSON' } });
  });
});
