import { foldName, seenName } from '@fedhealth/fl-core/lib';
import { type Kysely, type Migration, sql } from 'kysely';

interface OldSite {
  readonly id: string;
  readonly study_id: string;
  readonly name: string;
}

/**
 * Hospitals of before there were rules for names (SPEC.md, N1, N2): each keeps its name if it reads as it is written
 * and no earlier one of its study folds to the same; else it gets the readable part of it, with a number where that
 * is taken. Nothing else of them changes.
 */
export const foldedNames: Migration = {
  async up(db: Kysely<unknown>) {
    const { rows } = await sql<OldSite>`select id, study_id, name from sites order by joined_at, id`.execute(
      db,
    );
    const taken = new Map<string, Set<string>>();
    const takenIn = (study: string): Set<string> => {
      const there = taken.get(study) ?? new Set();
      taken.set(study, there);
      return there;
    };
    // Who may keep a name does so before anybody is given another.
    const renamed = rows.filter(({ study_id, name }) => {
      const there = takenIn(study_id);
      const stays = name !== '' && seenName(name) === name && !there.has(foldName(name));
      if (stays) there.add(foldName(name));
      return !stays;
    });
    for (const { id, study_id, name } of renamed) {
      const there = takenIn(study_id);
      const readable = seenName(name) || 'Hospital';
      let own = readable;
      for (let n = 2; there.has(foldName(own)); n++) own = `${readable} (${n})`;
      there.add(foldName(own));
      await sql`update sites set name = ${own} where id = ${id}`.execute(db);
    }
  },
};
