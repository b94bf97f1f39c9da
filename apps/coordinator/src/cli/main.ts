/** The `fedhealth` command. */
import { Command } from 'commander';
import { version } from '../version.ts';
import { registerBackup } from './backup.ts';
import { registerDemo } from './demo.ts';
import { registerEvaluate } from './evaluate.ts';
import { registerExport } from './export.ts';
import { registerProfile } from './profile.ts';
import { registerServe } from './serve.ts';
import { registerSimulate } from './simulate.ts';
import { registerSite } from './site.ts';

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
