/** How a hospital makes itself known: by what it was given before, else by its invite link. */
import { fail, ok, type Problem, type Result } from '../../lib/result.ts';
import { type Hello, type Welcome, welcomeSchema } from '../../protocol/messages.ts';
import { PROTOCOL_VERSION } from '../../protocol/version.ts';
import type { Study } from '../../study/schema.ts';
import type { Request } from './requests.ts';

/** What a coordinator gave this hospital on its first visit, to be known again. */
export interface SiteCredentials {
  readonly siteId: string;
  readonly secret: string;
}

export interface CredentialStore {
  load(): Promise<SiteCredentials | null>;
  save(credentials: SiteCredentials): Promise<void>;
  clear(): Promise<void>;
}

export interface Joining {
  /** The token of the invite link; null for a hospital that is known already. */
  readonly invite: string | null;
  readonly name: string;
}

/** Says hello, and keeps what the coordinator gave. The study must be the one the file was read for. */
export async function introduce(
  joining: Joining,
  study: Study,
  credentials: CredentialStore,
  request: Request,
): Promise<Result<Welcome>> {
  const known = await credentials.load();
  const shown = whatToShow(joining, known);
  if (!shown.ok) return shown;
  const message: Hello = { protocol: PROTOCOL_VERSION, credentials: shown.value };
  const reply = await request('hello', message, {
    summary: known ? 'Said which hospital this is' : `Joined as "${joining.name}" with the invite link`,
    content: JSON.stringify(message, hideSecrets, 2),
  });
  if (!reply.ok) {
    if (reply.error.code !== 'SITE_UNKNOWN' || known === null) return reply;
    await credentials.clear();
    return introduce(joining, study, credentials, request);
  }
  const welcome = welcomeSchema.safeParse(reply.value);
  if (!welcome.success) {
    return fail({
      code: 'BAD_MESSAGE',
      message: 'The coordinator’s answer could not be read. Reload the page.',
    });
  }
  // A version that no run has used may still change, so its number alone does not tell.
  if (JSON.stringify(welcome.data.study) !== JSON.stringify(study)) {
    return fail({
      code: 'STUDY_VERSION',
      message: 'The study has changed since this file was read. Reload the page and open the file again.',
    });
  }
  const { siteId, secret } = welcome.data;
  await credentials.save({ siteId, secret });
  return ok(welcome.data);
}

function whatToShow({ invite, name }: Joining, known: SiteCredentials | null): Result<Hello['credentials']> {
  if (known) return ok({ kind: 'site', ...known });
  if (invite) return ok({ kind: 'invite', token: invite, name });
  return fail<Problem>({
    code: 'INVITE_MISSING',
    message: 'This page needs an invite link. Ask the study’s administrator for one.',
  });
}

/** Keys to the study are not for a screen that somebody may photograph. */
const hideSecrets = (key: string, value: unknown): unknown =>
  key === 'secret' || key === 'token' ? '(hidden on this page)' : value;
