import type { ErrorCode } from '@fedhealth/fl-core/protocol';
import { ProblemAlert } from '../../components/problem-alert.tsx';
import type { SiteSnapshot } from '../../worker/api/api.ts';

/** Codes of the coordinator’s gate: the update came, and was left out of the round. */
const REFUSALS: ReadonlySet<string> = new Set<ErrorCode>([
  'FRAME_MALFORMED',
  'FRAME_CHECKSUM',
  'WRONG_LAYOUT',
  'NOT_FINITE',
  'NORM_TOO_LARGE',
  'TOO_LARGE',
  'EXAMPLES_IMPLAUSIBLE',
]);

/** The last thing that went wrong while taking part; what the connection line says already is left to it. */
export function LiveProblem({ problem, connection }: Pick<SiteSnapshot, 'problem' | 'connection'>) {
  if (!problem || (problem.code === 'UNREACHABLE' && connection !== 'online')) return null;
  if (problem.code === 'RUN_UNKNOWN') {
    return (
      <ProblemAlert
        tone="warning"
        title="The run was ended"
        what="The coordinator has ended the run that this computer was working for; it may have been restarted."
        kept="Your file is still open here, and the coordinator keeps the rounds that were finished."
        todo="Nothing. When the administrator starts another run, it begins here by itself."
      />
    );
  }
  if (REFUSALS.has(problem.code)) {
    return (
      <ProblemAlert
        tone="warning"
        title="This hospital’s update was not used"
        what={problem.message}
        kept="Your file and the model of earlier rounds are as they were; the other hospitals’ round goes on."
        todo="Nothing for now: the next round starts from the common model again. If it happens each round, tell the study’s administrator, who sees the same reason."
      />
    );
  }
  return (
    <ProblemAlert
      tone="warning"
      what={problem.message}
      kept="Your file is still open here, and the coordinator keeps what was learned in earlier rounds."
      todo="Nothing, if the page goes on by itself. Otherwise leave the study and join again."
    />
  );
}
