/**
 * The tables, step by step. Forward only: a migration that has been released is
 * never edited, the next change is the next number.
 */
import type { Migration } from 'kysely';
import { initial } from './migrations/0001-initial.ts';
import { federation } from './migrations/0002-federation.ts';
import { registry } from './migrations/0003-registry.ts';
import { admission } from './migrations/0004-admission.ts';
import { confirmedRows } from './migrations/0005-confirmed-rows.ts';
import { foldedNames } from './migrations/0006-folded-names.ts';
import { seals } from './migrations/0007-seals.ts';

export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-federation': federation,
  '0003-registry': registry,
  '0004-admission': admission,
  '0005-confirmed-rows': confirmedRows,
  '0006-folded-names': foldedNames,
  '0007-seals': seals,
};
