import { describe, expect, it } from 'vitest';
import { placeName } from './place-name.ts';

const study = { features: [{ name: 'age' }, { name: ' ' }] };

describe('placeName', () => {
  it.each([
    ['features.0.range', 'Feature age, range'],
    ['features.1', 'Feature 2'],
    ['model.hidden.1', 'Hidden layers'],
    ['split.testShare', 'Share for testing'],
    ['privacy.clip', 'privacy.clip'],
    ['', 'The study'],
  ])('calls %j %j', (path, words) => {
    expect(placeName(path, study)).toBe(words);
  });
});
