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
 * FEDHEALTH_PUBLIC_URL   the address that invite links show; else the one the administrator used
 * FEDHEALTH_VALIDATION   rows that each new global model is tried on; data/validation.csv for the
 *                        default study if it is there; "none" for none
 * FEDHEALTH_STUDY        a study as a JSON file; the health-risk study unless told
 * FEDHEALTH_WEB          the built web app; apps/web/dist unless told
 * FEDHEALTH_TRUST_PROXY  how many reverse proxies stand in front; 0 unless told
 * LOG_LEVEL              trace, debug, info, warn, error, fatal or silent; info unless told
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, ok, type Result } from '@fedhealth/fl-core/lib';
import { healthRiskStudy, parseStudy, type Study } from '@fedhealth/fl-core/study';
import { z } from 'zod';

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

const environmentSchema = z.object({
  PORT: wholeNumber(8080, 65535, 'must be a port number'),
  FEDHEALTH_HOST: text('127.0.0.1'),
  FEDHEALTH_DB: text('./var/fedhealth.db'),
  FEDHEALTH_DB_LIMIT: wholeNumber(0, 100_000_000, 'must be a number of MB').optional(),
  FEDHEALTH_BACKUPS: z.string().trim().optional(),
  FEDHEALTH_ADMIN_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
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
 * The problem names every variable that does not fit, in plain sentences.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Result<Settings> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    return invalid(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`).join(' '));
  }
  const values = parsed.data;
  const study = readStudy(values.FEDHEALTH_STUDY);
  if (!study.ok) return study;
  const validation = findValidation(values.FEDHEALTH_VALIDATION, study.value);
  if (!validation.ok) return validation;
  const databasePath = values.FEDHEALTH_DB === ':memory:' ? ':memory:' : resolve(values.FEDHEALTH_DB);
  return ok({
    port: values.PORT,
    host: values.FEDHEALTH_HOST,
    databasePath,
    backupFolder: backupFolder(values.FEDHEALTH_BACKUPS, databasePath),
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

function backupFolder(told: string | undefined, databasePath: string): string | null {
  if (told === 'none' || databasePath === ':memory:') return null;
  return told === undefined ? join(dirname(databasePath), 'backups') : resolve(told);
}

/** Reads a study from a JSON file; the problem says what in it does not fit. */
function readStudy(path: string | undefined): Result<Study> {
  if (path === undefined) return ok(healthRiskStudy);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return invalid(`The study file ${path} cannot be read: ${reason}.`);
  }
  return parseStudy(content);
}

function findValidation(path: string | undefined, study: Study): Result<string | null> {
  if (path === 'none') return ok(null);
  if (path === undefined) {
    const shipped = resolve(repositoryRoot, 'data/validation.csv');
    return ok(study.id === healthRiskStudy.id && existsSync(shipped) ? shipped : null);
  }
  if (existsSync(path)) return ok(resolve(path));
  return invalid(
    `The validation file ${path} is not there. Correct FEDHEALTH_VALIDATION, or set it to "none".`,
  );
}

const invalid = (message: string) => fail({ code: 'SETTINGS_INVALID', message });
