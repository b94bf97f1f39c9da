import { describe, expect, it } from 'vitest';
import { closeNames, editDistance } from './close-names.ts';

describe('closeNames', () => {
  it.each([
    ['heart_rate', ['HeartRate', 'co2'], ['HeartRate']],
    ['heart_rate', ['hart_rate', 'rate'], ['hart_rate', 'rate']],
    ['pm25', ['PM2.5', 'pm10', 'temp'], ['PM2.5']],
    ['risk', ['steps', 'temp', 'x'], []],
    ['spo2', ['SpO2 (%)'], ['SpO2 (%)']],
    ['température', ['temperature'], ['temperature']],
    ['a', ['b', '', '  '], []],
  ])('for %s of %j: %j', (wanted, names, close) => {
    expect(closeNames(wanted, names)).toEqual(close);
  });
});

describe('editDistance', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
    ['abc', 'abc', 0],
    ['abc', 'acb', 2],
  ])('from %j to %j: %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });
});
