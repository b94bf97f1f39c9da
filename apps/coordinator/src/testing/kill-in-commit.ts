/**
 * Loaded into a coordinator by a test (`--import`): it ends its own process at once in a round's commit, as a power
 * cut would. `FEDHEALTH_TEST_KILL` says in which commit of this process, and where in it: "3 written" when the round
 * is written and the transaction has not ended, "3 ending" just before it ends, "3 ended" just after.
 */
import Libsql from 'libsql';

const [nth, where] = (process.env.FEDHEALTH_TEST_KILL ?? '').split(' ');
const die = (): void => void process.kill(process.pid, 'SIGKILL');
/** What only the transaction of a committed round says. */
const OF_A_COMMIT = /^update "runs" set "strategy_state"/;

let commits = 0;
let inside = false;
const prepare = Libsql.prototype.prepare;
Libsql.prototype.prepare = function (this: Libsql.Database, sql: string) {
  const statement: Libsql.Statement = prepare.call(this, sql);
  if (OF_A_COMMIT.test(sql)) {
    commits++;
    inside = commits === Number(nth);
    if (inside && where === 'written') die();
  }
  if (!inside || sql !== 'commit') return statement;
  if (where === 'ending') die();
  const run = statement.run.bind(statement);
  statement.run = () => {
    const result = run();
    die();
    return result;
  };
  return statement;
} as typeof prepare;
