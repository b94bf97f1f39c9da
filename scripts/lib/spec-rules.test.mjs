import { describe, expect, it } from 'vitest';
import { specRules, specVerdict } from './spec-rules.mjs';

const spec = '## Rounds\n- **R1** A round ends.\n- **R2** It begins, as [R1] says.\n';
/** Put together, so that this file quotes no rule that there is not. @param {...string} rules */
const quoting = (...rules) => `it('${rules.map((rule) => `[${rule}]`).join(' ')} holds', () => {});`;

describe('[H5] SPEC.md and the tests', () => {
  it('agree', async () => {
    expect(await specRules()).toMatchObject({ code: 0, output: '' });
    expect(specVerdict(spec, { 'a.test.ts': quoting('R1', 'R2') })).toMatchObject({
      code: 0,
      summary: '2 rules',
    });
  });

  it('do not where a rule is quoted by no test, or only in its code', () => {
    const indexed = 'const r = figures[R2];';
    expect(specVerdict(spec, { 'a.test.ts': `${quoting('R1')}\n${indexed}` })).toMatchObject({
      code: 1,
      output: 'R2 is quoted by no test.',
    });
  });

  it('do not where a test quotes a rule that is not there, or is there twice', () => {
    const tests = { 'a.test.ts': quoting('R1', 'R2'), 'b.test.ts': quoting('R9') };
    expect(specVerdict(spec, tests).output).toBe('b.test.ts quotes R9, which SPEC.md has not.');
    expect(specVerdict(`${spec}- **R1** Again.\n`, { 'a.test.ts': quoting('R1', 'R2') }).output).toBe(
      'R1 is in SPEC.md twice.',
    );
    expect(specVerdict('', {}).code).toBe(1);
  });
});
