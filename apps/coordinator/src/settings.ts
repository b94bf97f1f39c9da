/**
 * What the coordinator is told from outside, read once at the start.
 *
 * PORT                   the port to listen on; 8080 unless told, 0 for any free one
 * FEDHEALTH_HOST         the address to listen on; 127.0.0.1 (this machine only) unless told.
 *                        0.0.0.0 opens it to the network: for containers, and behind HTTPS
 * FEDHEALTH_DB           the database file; ./var/fedhealth.db unless told
 * FEDHEALTH_DB_LIMIT     the most that the database may grow to, in MB; as much as the disk holds unless
 *                        told. At the limit a run is paused, as it is when the disk is full
 * FEDHEALTH_BACKUPS      the folder of the backups that the coordinator makes by itself, every hour; "backups"
 *                        beside the database unless told, "none" for none
 * FEDHEALTH_ADMIN_TOKEN  what an administrator signs in with, 16 characters or more; without
 *                        it one is made and kept in `admin-token` beside the database
 * FEDHEALTH_PUBLIC_URL   the address that people use: invite links show it, and beside this machine's own
 *                        names it alone is served. Unless told, the addresses listened on are
 * FEDHEALTH_VALIDATION   rows that each new global model is tried on; data/validation.csv for the
 *                        default study if it is there; "none" for none
 * FEDHEALTH_STUDY        a study as a JSON file; the health-risk study unless told
 * FEDHEALTH_WEB          the built web app; apps/web/dist unless told
 * FEDHEALTH_TRUST_PROXY  how many reverse proxies stand in front; 0 unless told
 * LOG_LEVEL              trace, debug, info, warn, error, fatal or silent; info unless told
 */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, nameTrouble, ok, type Result } from '@fedhealth/fl-core/lib';
import { healthRiskStudy, type Study } from '@fedhealth/fl-core/study';
import { z } from 'zod';
import { readStudyFile } from './study-file.ts';

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** A file, or `:memory:`. */
  readonly databasePath: string;
  /** In MB (2²⁰ bytes); null for no limit but the disk's. */
  readonly databaseLimitMb: number | null;
  /** Null: the coordinator makes no backups by itself. */
  readonly backupFolder: string | null;
  /** Null: one is made and kept beside the database. */
  readonly adminToken: string | null;
  /** Without a slash at its end. */
  readonly publicUrl: string | null;
  readonly validationPath: string | null;
  readonly study: Study;
  readonly webRoot: string;
  readonly trustProxy: number;
  readonly logLevel: string;
}

const repositoryRoot = fileURLToPath(new URL('../../../', import.meta.url));

const text = (fallback: string) => z.string().trim().default(fallback);
const wholeNumber = (fallback: number, highest: number, what: string) =>
  z
    .string()
    .trim()
    .default(String(fallback))
    .refine((value) => /^\d+$/.test(value) && Number(value) <= highest, `${what} from 0 to ${highest}`)
    .transform(Number);

/** Blanks alone are a slip, and never a token that somebody signs in with. */
const TOKEN = 'FEDHEALTH_ADMIN_TOKEN';
/** Long enough to be no word, and what a header or a form gives back as it was. */
const tokenSchema = z
  .string()
  .min(16, 'must have at least 16 characters')
  .refine((token) => token === token.trim(), 'must not begin or end with white space, nor be all of it')
  .refine((token) => nameTrouble(token) === null, 'must not have characters that nobody can see');

const environmentSchema = z.object({
  PORT: wholeNumber(8080, 65535, 'must be a port number'),
  FEDHEALTH_HOST: text('127.0.0.1'),
  FEDHEALTH_DB: text('./var/fedhealth.db'),
  FEDHEALTH_DB_LIMIT: wholeNumber(0, 100_000_000, 'must be a number of MB').optional(),
  FEDHEALTH_BACKUPS: z.string().trim().optional(),
  FEDHEALTH_ADMIN_TOKEN: tokenSchema.optional(),
  FEDHEALTH_PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address such as https://fedhealth.example.org' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  FEDHEALTH_VALIDATION: z.string().trim().optional(),
  FEDHEALTH_STUDY: z.string().trim().optional(),
  FEDHEALTH_WEB: text(resolve(repositoryRoot, 'apps/web/dist')),
  FEDHEALTH_TRUST_PROXY: wholeNumber(0, 10, 'must be a number of proxies'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
});

/**
 * Reads the settings from an environment. An empty variable counts as not set.
 * The problem names every variable that does not fit, in plain sentences, or the command's
 * option (`options`: by the variable that it stands for) where that gave the value.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  options: Readonly<Record<string, string>> = {},
): Result<Settings> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => (name === TOKEN ? value : value?.trim())),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    return invalid(
      parsed.error.issues
        .map((issue) => `${named(issue.path.join('.'), options)} ${issue.message}.`)
        .join(' '),
    );
  }
  const values = parsed.data;
  const study = readStudy(values.FEDHEALTH_STUDY);
  if (!study.ok) return study;
  const validation = findValidation(values.FEDHEALTH_VALIDATION, study.value);
  if (!validation.ok) return validation;
  const web = webProblem(given.FEDHEALTH_WEB) ?? databaseProblem(values.FEDHEALTH_DB);
  if (web !== null) return invalid(web);
  const databasePath = values.FEDHEALTH_DB === ':memory:' ? ':memory:' : resolve(values.FEDHEALTH_DB);
  const backups = backupFolder(values.FEDHEALTH_BACKUPS, databasePath);
  if (!backups.ok) return backups;
  return ok({
    port: values.PORT,
    host: values.FEDHEALTH_HOST,
    databasePath,
    backupFolder: backups.value,
    databaseLimitMb: values.FEDHEALTH_DB_LIMIT || null,
    adminToken: values.FEDHEALTH_ADMIN_TOKEN ?? null,
    publicUrl: values.FEDHEALTH_PUBLIC_URL ?? null,
    validationPath: validation.value,
    study: study.value,
    webRoot: values.FEDHEALTH_WEB,
    trustProxy: values.FEDHEALTH_TRUST_PROXY,
    logLevel: values.LOG_LEVEL,
  });
}

/** What is wrong with the place of the database before anything is opened; null when nothing is. */
function databaseProblem(path: string): string | null {
  if (path === ':memory:') return null;
  const isFolder = (one: string): boolean | undefined => statOf(one)?.isDirectory();
  if (isFolder(path))
    return `The database ${path} is a folder. Correct FEDHEALTH_DB (--db): name a file, as ${join(path, 'fedhealth.db')}.`;
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const there = isFolder(folder);
    if (there === false) return `The folder of the database ${path} is a file. Correct FEDHEALTH_DB (--db).`;
    if (there || folder === dirname(folder)) return null;
  }
}

/** A folder that was named has to hold the pages; without the one of the build a page says how to build them. */
function webProblem(root: string | undefined): string | null {
  if (root === undefined || statOf(join(root.trim(), 'index.html'))?.isFile()) return null;
  return `The folder ${root} holds no web app (it has no index.html). Correct FEDHEALTH_WEB, or leave it out.`;
}

function backupFolder(told: string | undefined, databasePath: string): Result<string | null> {
  if (told === 'none' || databasePath === ':memory:') return ok(null);
  const folder = told === undefined ? join(dirname(databasePath), 'backups') : resolve(told);
  const found = statOf(folder);
  if (found && !found.isDirectory())
    return invalid(
      `The folder for backups ${folder} is a file. Correct FEDHEALTH_BACKUPS, or set it to "none".`,
    );
  return ok(folder);
}

/** Undefined for what is not there, or cannot be: a file in the way, a name that no file can have. */
function statOf(path: string) {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Reads a study from a JSON file; the problem says what in it does not fit. */
function readStudy(path: string | undefined): Result<Study> {
  if (path === undefined) return ok(healthRiskStudy);
  const study = readStudyFile(path);
  return study.ok ? study : invalid(`${study.error.message} Correct FEDHEALTH_STUDY (--study).`);
}

function findValidation(path: string | undefined, study: Study): Result<string | null> {
  if (path === 'none') return ok(null);
  if (path === undefined) {
    const shipped = resolve(repositoryRoot, 'data/validation.csv');
    return ok(study.id === healthRiskStudy.id && existsSync(shipped) ? shipped : null);
  }
  const found = statOf(path);
  if (found && !found.isDirectory()) return ok(resolve(path));
  const what = found ? 'is a folder' : 'is not there';
  return invalid(
    `The validation file ${path} ${what}. Correct FEDHEALTH_VALIDATION (--validation), or set it to "none".`,
  );
}

const named = (variable: string, options: Readonly<Record<string, string>>): string =>
  options[variable] ?? variable;

const invalid = (message: string) => fail({ code: 'SETTINGS_INVALID', message });
