/** What an administrator signs in with: given, kept from last time, or made now. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '../settings.ts';
import { newSecret } from './secret.ts';

export interface AdminToken {
  readonly value: string;
  /** The file it is kept in; null when it was given, or lives in memory only. */
  readonly path: string | null;
  /** Made just now: the person who started the process has not seen it yet. */
  readonly made: boolean;
}

/**
 * The administrator's token. Without one in the settings it is kept in
 * `admin-token` beside the database, readable by this user only.
 */
export function obtainAdminToken(settings: Pick<Settings, 'adminToken' | 'databasePath'>): AdminToken {
  if (settings.adminToken !== null) return { value: settings.adminToken, path: null, made: false };
  if (settings.databasePath === ':memory:') return { value: newSecret(), path: null, made: true };
  const path = join(dirname(settings.databasePath), 'admin-token');
  if (existsSync(path)) {
    const kept = readFileSync(path, 'utf8').trim();
    if (kept.length >= 16) {
      chmodSync(path, 0o600);
      return { value: kept, path, made: false };
    }
  }
  const value = newSecret();
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${value}\n`, { mode: 0o600 });
  chmodSync(path, 0o600);
  return { value, path, made: true };
}
