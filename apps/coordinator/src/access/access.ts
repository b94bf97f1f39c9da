/** Who may do what: the one door the rest of the coordinator asks at. */
import type { EventBus } from '../events/bus.ts';
import type { Settings } from '../settings.ts';
import type { Store } from '../storage/store.ts';
import { type AdminAccess, createAdminAccess } from './admin-access.ts';
import { createEnrolment, type Enrolment } from './enrolment.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { createRowConfirmations, type RowConfirmations } from './row-confirmations.ts';
import { createSessions } from './session.ts';

export interface Access {
  readonly admin: AdminAccess;
  readonly invitations: Invitations;
  readonly enrolment: Enrolment;
  readonly rowConfirmations: RowConfirmations;
}

export async function createAccess(
  settings: Pick<Settings, 'publicUrl'>,
  adminToken: string,
  store: Store,
  bus: EventBus,
): Promise<Access> {
  const salt = await store.secrets.obtain('session-salt');
  const secure = settings.publicUrl?.startsWith('https:') ?? false;
  const invitations = createInvitations(store, bus);
  return {
    admin: createAdminAccess(adminToken, createSessions(adminToken, salt), secure),
    invitations,
    enrolment: createEnrolment(store, invitations, bus),
    rowConfirmations: createRowConfirmations(store, bus),
  };
}
