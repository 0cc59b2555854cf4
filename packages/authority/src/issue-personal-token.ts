import { type Access, may } from './access.ts';
import { intersect } from './evaluate-token.ts';
import { type Outcome, refuse } from './failures.ts';
import { inputs, readInput } from './inputs.ts';
import { type IssuedToken, issueToken } from './issue-token.ts';
import type { Settings } from './read-options.ts';

/** What a personal token is made of. */
export interface PersonalTokenInput {
  /** 1 to 200 characters; white space round it is cut off. */
  readonly name: string;
  /** Epoch milliseconds; `null` or left out for none. */
  readonly expiresAt?: number | null | undefined;
  /** What it may do at the most, whatever its owner's role allows. Left out: all that the role allows. */
  readonly permissions?: readonly string[] | undefined;
  /** Whose token it is. The system must say; everybody else makes their own, and may not. */
  readonly ownerId?: string | undefined;
}

export async function issuePersonalToken(
  settings: Settings,
  access: Access,
  input: PersonalTokenInput,
): Promise<Outcome<IssuedToken>> {
  const { ref, userId, ceiling } = access;
  const bySystem = ref.kind === 'system';
  if (!may(access, 'manage_api_tokens')) return refuse('not_allowed');
  if (ref.kind === 'token' && !settings.policies.personalTokensByToken) return refuse('no_personal_by_token');
  const read = readInput(inputs.personalToken, input);
  if (!read.ok) return read;
  const { name, expiresAt, permissions: wanted } = read.value;
  if (!bySystem && read.value.ownerId !== undefined) return refuse('owner_is_fixed');
  const ownerId = bySystem ? read.value.ownerId : userId;
  // No owner: the system named none, or a service token, which acts for nobody, asks.
  if (ownerId === undefined || ownerId === null)
    return refuse(bySystem ? 'bad_owner' : 'no_personal_by_token');

  return issueToken(settings, access, {
    kind: 'personal',
    name,
    ownerId,
    roleId: null,
    ceiling: narrow(wanted, ceiling),
    expiresAt,
    limit: null,
  });
}

/** The ceiling that stays under another one. */
function narrow(wanted: readonly string[] | undefined, ceiling: readonly string[] | null) {
  if (wanted === undefined) return ceiling;
  const unique = [...new Set(wanted)];
  return ceiling === null ? unique : intersect(unique, ceiling);
}
