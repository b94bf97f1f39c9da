import { ProblemAlert } from '../../components/problem-alert.tsx';
import type { SiteSnapshot } from '../../worker/api.ts';

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
  return (
    <ProblemAlert
      tone="warning"
      what={problem.message}
      kept="Your file is still open here, and the coordinator keeps what was learned in earlier rounds."
      todo="Nothing, if the page goes on by itself. Otherwise leave the study and join again."
    />
  );
}
