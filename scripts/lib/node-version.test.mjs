import { describe, expect, it } from 'vitest';
import { nodeVersionProblem } from './node-version.mjs';

describe('nodeVersionProblem', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('lets %s pass', (version) => {
    expect(nodeVersionProblem(version, '>=20.19')).toBeNull();
  });
  it.each(['20.18.9', '18.20.0', '9.99.0'])('names what is needed and what %s is', (version) => {
    const problem = nodeVersionProblem(version, '>=20.19');
    expect(problem).toContain('Node.js 20.19 or newer');
    expect(problem).toContain(version);
  });
});
