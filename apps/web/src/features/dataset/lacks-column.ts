/** Whether nothing but missing columns, which the study learns from, keeps a file from taking part. */
import type { Finding } from '@fedhealth/fl-core/quality';
import type { Study } from '@fedhealth/fl-core/study';

export function lacksColumn(findings: readonly Finding[], { features }: Pick<Study, 'features'>): boolean {
  const errors = findings.filter(({ severity }) => severity === 'error');
  return (
    errors.length > 0 &&
    errors.every(
      ({ code, column }) => code === 'COLUMN_MISSING' && features.some(({ name }) => name === column),
    )
  );
}
