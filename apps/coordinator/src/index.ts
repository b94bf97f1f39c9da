/** What the command line runs of the coordinator. */
export { type App, createApp } from './app.ts';
export { createLogger } from './logger.ts';
export { serve } from './main.ts';
export {
  FILE_ENDING,
  MODEL_FORMATS,
  type ModelFormat,
  modelFile,
  tfjsFiles,
} from './registry/model-files.ts';
export { loadValidation } from './rounds/model/validation.ts';
export { readSettings, type Settings } from './settings.ts';
export { createLive } from './sockets/create-live.ts';
export { backUp, type Contents, restore } from './storage/backups/backup.ts';
export { readStudyFile } from './study-file.ts';
export { version } from './version.ts';
