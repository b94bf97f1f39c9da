/**
 * The tables, step by step. Forward only: a migration that has been released is
 * never edited, the next change is the next number.
 */
import type { Migration } from 'kysely';
import { initial } from './migrations/0001-initial.ts';
import { federation } from './migrations/0002-federation.ts';
import { registry } from './migrations/0003-registry.ts';
import { confirmedRows } from './migrations/0005-confirmed-rows.ts';

export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-federation': federation,
  '0003-registry': registry,
  '0005-confirmed-rows': confirmedRows,
};
