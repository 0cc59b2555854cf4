import type { IssueToken, StoredToken } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { findOrganization } from '../reads/organizations.ts';
import { findTokenByDigest } from '../reads/tokens.ts';
import type { Schema, TokenRow } from '../schema.ts';
import { type CommandResult, unchanged } from './command-result.ts';
import { findMemberNumber, findRoleNumber } from './find-row-numbers.ts';
import { findSecret } from './find-secret.ts';
import { isSame } from './is-same.ts';
import { readToken } from './read-back.ts';

export async function issueToken(
  db: Kysely<Schema>,
  command: IssueToken,
): Promise<CommandResult<IssueToken>> {
  const { organizationId, tokenId } = command;
  if ((await findOrganization(db, organizationId)) === null) {
    return unchanged({ ok: false, reason: 'organization_not_found' });
  }
  if (await isUsed(db, command)) {
    const token = await findTokenByDigest(db, organizationId, [command.digest]);
    const same = token?.id === tokenId && isSame(identityOf(token), identityOf(command));
    return unchanged(same ? { ok: true, token } : { ok: false, reason: 'conflict' });
  }

  const personal = command.kind === 'personal';
  const member = personal ? await findMemberNumber(db, organizationId, command.ownerId) : null;
  if (member === undefined) return unchanged({ ok: false, reason: 'member_not_found' });
  const role = personal ? null : await findRoleNumber(db, organizationId, command.roleId);
  if (role === undefined) return unchanged({ ok: false, reason: 'role_not_found' });
  if (command.limit !== null && (await countLive(db, command)) >= command.limit) {
    return unchanged({ ok: false, reason: 'limit_reached' });
  }

  await insert(db, command, { member_number: member, role_number: role });
  return {
    outcome: { ok: true, token: await readToken(db, command) },
    written: {
      tokenId,
      rightsChanged: true,
    },
  };
}

/** Returns whether the token id or the digest of the command exists already, in any organization. */
async function isUsed(db: Kysely<Schema>, { tokenId, digest }: IssueToken): Promise<boolean> {
  const token = await db.selectFrom('tokens').select('number').where('id', '=', tokenId).executeTakeFirst();
  return token !== undefined || (await findSecret(db, digest)) !== undefined;
}

/** The immutable properties of a token. A command with the same ones is the first command sent again. */
const identityOf = ({ kind, environment, ownerId, roleId, ceiling }: StoredToken | IssueToken) => [
  kind,
  environment,
  ownerId,
  roleId,
  ceiling,
];

async function countLive(db: Kysely<Schema>, { organizationId, kind, at }: IssueToken): Promise<number> {
  const { live } = await db
    .selectFrom('tokens')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', kind)
    .where('revoked_at', 'is', null)
    .where((row) => row.or([row('expires_at', 'is', null), row('expires_at', '>', at)]))
    .select((row) => row.fn.countAll<number>().as('live'))
    .executeTakeFirstOrThrow();
  return Number(live);
}

async function insert(
  db: Kysely<Schema>,
  command: IssueToken,
  numbers: Pick<TokenRow, 'member_number' | 'role_number'>,
): Promise<void> {
  const { tokenId, digest, mask, at, ceiling } = command;
  const { number } = await db
    .insertInto('tokens')
    .values({
      ...numbers,
      id: tokenId,
      organization_id: command.organizationId,
      kind: command.kind,
      environment: command.environment,
      name: command.name,
      owner_id: command.ownerId,
      role_id: command.roleId,
      ceiling: ceiling === null ? null : JSON.stringify(ceiling),
      expires_at: command.expiresAt,
      created_by_kind: command.actor.kind,
      created_by_id: command.actor.id,
      managed_by_kind: command.managedBy.kind,
      managed_by_id: command.managedBy.id,
      created_at: at,
      updated_at: at,
    })
    .returning('number')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('secrets')
    .values({ digest, token_number: number, mask, state: 'active', created_at: at })
    .execute();
}
