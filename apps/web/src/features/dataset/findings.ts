/** Findings in words: where they are, and how many. */
import type { Finding, Severity } from '@fedhealth/fl-core/quality';
import { formatCount } from '../../lib/format.ts';

/** Where a finding is: "Row 1204", "Rows 12, 40 and 77", "Rows 12, 40, 77, 81, 90 and 9 more"; null without rows. */
export function places(finding: Pick<Finding, 'rows' | 'count'>): string | null {
  // Row numbers are names of places, so they are written as the spreadsheet writes them.
  const rows = finding.rows.map(String);
  if (rows.length === 0) return null;
  const more = finding.count - rows.length;
  if (more > 0) return `Rows ${rows.join(', ')} and ${formatCount(more)} more`;
  if (rows.length === 1) return `Row ${rows[0]}`;
  return `Rows ${rows.slice(0, -1).join(', ')} and ${rows.at(-1)}`;
}

/** "1 problem, 2 warnings and 3 notes"; what there is none of is left out. */
export function findingTotals(findings: readonly Finding[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const parts = (
    [
      ['error', 'problem', 'problems'],
      ['warning', 'warning', 'warnings'],
      ['info', 'note', 'notes'],
    ] as const
  )
    .map(([severity, one, many]) => [count(severity), one, many] as const)
    .filter(([n]) => n > 0)
    .map(([n, one, many]) => `${formatCount(n)} ${n === 1 ? one : many}`);
  if (parts.length === 0) return 'Nothing to remark';
  if (parts.length === 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
