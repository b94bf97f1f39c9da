/** Who may do what: the one door the rest of the coordinator asks at. */
import { createHash } from 'node:crypto';
import type { EventBus } from '../events/bus.ts';
import type { Settings } from '../settings.ts';
import type { Store } from '../storage/store.ts';
import { type AdminAccess, createAdminAccess } from './admin-access.ts';
import { createEnrolment, type Enrolment } from './enrolment.ts';
import { createGuessGuard, type GuessGuard } from './guess-guard.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { createRowConfirmations, type RowConfirmations } from './row-confirmations.ts';
import { createSessions } from './session.ts';

export interface Access {
  readonly admin: AdminAccess;
  readonly invitations: Invitations;
  readonly enrolment: Enrolment;
  /** Where hospitals show their invitations and secrets. */
  readonly guard: GuessGuard;
  readonly rowConfirmations: RowConfirmations;
}

/** Says nothing of the salt, and is another for another database. */
const nameOf = (salt: Uint8Array): string =>
  createHash('sha256').update('fedhealth coordinator').update(salt).digest('hex').slice(0, 12);

export async function createAccess(
  settings: Pick<Settings, 'publicUrl'>,
  adminToken: string,
  store: Store,
  bus: EventBus,
): Promise<Access> {
  const salt = await store.secrets.obtain('session-salt');
  const secure = settings.publicUrl?.startsWith('https:') ?? false;
  const invitations = createInvitations(store, bus);
  const guard = createGuessGuard(bus);
  const sessions = await createSessions(adminToken, salt, store.sessions);
  return {
    admin: createAdminAccess(adminToken, sessions, guard, { coordinator: nameOf(salt), secure }),
    invitations,
    enrolment: createEnrolment(store, invitations, bus),
    guard,
    rowConfirmations: createRowConfirmations(store, bus),
  };
}
