import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_ENDING, MODEL_FORMATS, type ModelFormat, modelFile, tfjsFiles } from '@fedhealth/coordinator';
import { type Command, Option } from 'commander';
import { openModel } from './open-model.ts';

interface ExportOptions {
  readonly model: string;
  readonly format: ModelFormat;
  readonly out?: string;
}

/** `fedhealth export`: a model file in another format. */
export function registerExport(program: Command): void {
  program
    .command('export')
    .description('write a model file in another format')
    .requiredOption('--model <file>', 'a model file of FedHealth (.json or .fhmodel)')
    .addOption(new Option('--format <name>', 'the format').choices(MODEL_FORMATS).makeOptionMandatory())
    .option('--out <path>', 'the file, or with tfjs the folder, to write')
    .action(run);
}

async function run({ model: path, format, out }: ExportOptions): Promise<void> {
  const model = await openModel(path);
  const name = `fedhealth-${model.study.id}-model`;
  if (format === 'tfjs') {
    const folder = out ?? `${name}-tfjs`;
    await mkdir(folder, { recursive: true });
    for (const file of await tfjsFiles(model)) await writeFile(join(folder, file.name), file.bytes);
    process.stderr.write(`The model is in ${folder}: load ${join(folder, 'model.json')}.\n`);
    return;
  }
  const file = out ?? `${name}.${FILE_ENDING[format]}`;
  await writeFile(file, await modelFile(model, format));
  process.stderr.write(`The model is in ${file}.\n`);
}
