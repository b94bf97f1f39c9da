/** The `fedhealth` command. */

import { version } from '@fedhealth/coordinator';
import { Command } from 'commander';
import { registerBackup } from './commands/backup.ts';
import { registerDemo } from './commands/demo.ts';
import { registerEvaluate } from './commands/evaluate.ts';
import { registerExport } from './commands/export.ts';
import { registerProfile } from './commands/profile.ts';
import { registerServe } from './commands/serve.ts';
import { registerSimulate } from './commands/simulate.ts';
import { registerSite } from './commands/site.ts';

const program = new Command('fedhealth')
  .description('Hospitals learn one model together; no patient row leaves the building.')
  .version(version)
  .showHelpAfterError();

registerServe(program);
registerSimulate(program);
registerSite(program);
registerProfile(program);
registerExport(program);
registerEvaluate(program);
registerBackup(program);
registerDemo(program);

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
