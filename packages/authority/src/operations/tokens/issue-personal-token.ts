import { type Access, hasPermission } from '../../access/access.ts';
import { syncMember } from '../../directory/sync-member.ts';
import type { ExpiryInput } from '../../expiry.ts';
import { failWith, type Outcome } from '../../outcome.ts';
import type { Settings } from '../../read-options.ts';
import { areKnown, narrowCeiling } from '../known-permissions.ts';
import { inputSchemas, readInput } from '../read-input.ts';
import { type IssuedToken, issueToken } from './issue-token.ts';

/** A new personal token. */
export interface PersonalTokenInput {
  /** 1 to 100 characters (Unicode code points). Surrounding white space is removed, and the rest normalized (NFC). */
  readonly name: string;
  /**
   * A `Date` or epoch milliseconds, in the future; `null` for never, where the policies and the actor's own token allow it.
   * @default 30 days from now, or the expiry of the actor's token if that is earlier
   */
  readonly expiresAt?: ExpiryInput | undefined;
  /**
   * The ceiling: the most that the token may do, whatever its owner's role allows. Absent: no ceiling. A permission
   * that the authority does not know is rejected.
   */
  readonly permissions?: readonly string[] | undefined;
  /** The owner. Required from the system, and not accepted from any other actor, which is the owner itself. */
  readonly ownerId?: string | undefined;
}

export async function issuePersonalToken(
  settings: Settings,
  access: Access,
  input: PersonalTokenInput,
): Promise<Outcome<IssuedToken>> {
  const { actor, userId, ceiling } = access;
  const bySystem = actor.kind === 'system';
  if (!hasPermission(access, settings.rights.manageTokens)) return failWith('forbidden');
  if (actor.kind === 'token' && !settings.policies.personalTokensByToken) {
    return failWith('no_personal_by_token');
  }
  const read = readInput(inputSchemas().personalToken, input, settings);
  if (!read.ok) return read;
  const { name, expiresAt, permissions: requested } = read.value;
  if (!bySystem && read.value.ownerId !== undefined) return failWith('owner_is_fixed');
  const ownerId = bySystem ? read.value.ownerId : userId;
  // Without an owner, the system named none, or the actor is a service token, which belongs to no user.
  if (ownerId === undefined || ownerId === null) {
    return bySystem ? failWith('bad_owner', 'ownerId') : failWith('no_personal_by_token');
  }
  const { directory } = settings;
  // The copy of an actor is up to date. The system may name a user who has none yet.
  if (bySystem && directory !== undefined) {
    await syncMember(settings, directory, { organizationId: access.organizationId, userId: ownerId });
  }

  if (!areKnown(settings, requested)) return failWith('unknown_permission', 'permissions');

  return issueToken(settings, access, {
    kind: 'personal',
    name,
    ownerId,
    roleId: null,
    ceiling: narrowCeiling(requested, ceiling),
    expiresAt,
    limit: null,
  });
}
