import { describe, expect, it } from 'vitest';
import { type JsonObject, valueAt, withValue } from './json-path.ts';

const study: JsonObject = { id: 'a', model: { l2: 0 }, features: [{ name: 'x' }, { name: 'y', unit: 'm' }] };

describe('paths into JSON', () => {
  it('reads what is there, and undefined elsewhere', () => {
    expect(valueAt(study, 'features.1.name')).toBe('y');
    for (const path of ['none', 'model.l2.deep', 'features.7.name', 'toString', 'model.constructor'])
      expect(valueAt(study, path), path).toBeUndefined();
  });

  it('changes one place and leaves the other objects as they are', () => {
    const changed = withValue(study, 'features.1.name', 'z');
    expect(valueAt(changed, 'features.1')).toEqual({ name: 'z', unit: 'm' });
    expect(valueAt(changed, 'features.0')).toBe(valueAt(study, 'features.0'));
    expect(changed.model).toBe(study.model);
    expect(valueAt(study, 'features.1.name')).toBe('y');
  });

  it('removes with undefined and makes what is missing on the way', () => {
    expect(valueAt(withValue(study, 'features.1.unit', undefined), 'features.1')).toEqual({ name: 'y' });
    expect(withValue({}, 'training.batchSize', 8)).toEqual({ training: { batchSize: 8 } });
  });
});
