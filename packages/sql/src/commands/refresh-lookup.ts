import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { HolderRow, Schema } from '../schema.ts';

/** What was written, by its ids. */
export interface Changed {
  readonly organizationId: string;
  readonly tokenId?: string | undefined;
  readonly userId?: string | undefined;
  readonly roleId?: string | undefined;
}

/**
 * Brings what the lookup reads up to what was just written, in the same transaction. To join all tables
 * costs a lookup more than all the rest of it; so what it needs of a token stands with each of the token's
 * secrets, and what a role allows with everybody who holds the role. Every command passes here. The
 * tables that this is made of remain what everything else reads.
 *
 * @param changed What was written; with an organization alone, whatever its policy bears on.
 */
export async function refreshLookup(db: Kysely<Schema>, changed: Changed): Promise<void> {
  const { organizationId: id, tokenId, userId, roleId } = changed;
  if (tokenId !== undefined) await refreshSecrets(db, sql`tokens.id = ${tokenId}`);
  else if (userId !== undefined) {
    await refreshMembers(db, sql`members.organization_id = ${id} and members.user_id = ${userId}`);
  } else {
    const ofRole = roleId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`roles.id = ${roleId}`;
    await refreshRoles(db, sql`roles.organization_id = ${id} and ${ofRole}`);
    await refreshMembers(db, sql`members.organization_id = ${id} and ${ofRole}`);
  }
}

/** Everything anew. */
export async function refreshAll(db: Kysely<Schema>): Promise<void> {
  await refreshRoles(db, sql`true`);
  await refreshMembers(db, sql`true`);
  await refreshSecrets(db, sql`true`);
}

/** What few tokens have, as the JSON of a list, and null for all others: see `parseLimits`. */
const limits = sql<string | null>`case
  when secrets.state = 'active' and tokens.ceiling is null
    and coalesce(tokens.revoked_at, tokens.suspended_at, secrets.expires_at) is null then null
  else '[' || coalesce(tokens.ceiling, 'null')
    || ',' || coalesce(cast(tokens.revoked_at as text), 'null')
    || ',' || coalesce(cast(tokens.suspended_at as text), 'null')
    || ',' || coalesce(cast(secrets.expires_at as text), 'null')
    || case secrets.state when 'pending' then ',true]' else ',false]' end
  end`;

/**
 * Copies what the lookup needs of tokens to their secrets.
 *
 * @param which A condition on `tokens`.
 */
export async function refreshSecrets(db: Kysely<Schema>, which: RawBuilder<SqlBool>): Promise<void> {
  await db
    .updateTable('secrets')
    .from('tokens')
    .set((row) => ({
      token_id: row.ref('tokens.id'),
      organization_id: row.ref('tokens.organization_id'),
      owner_id: row.ref('tokens.owner_id'),
      token_expires_at: row.ref('tokens.expires_at'),
      holder_number: sql<number>`coalesce(tokens.member_number, -tokens.role_number)`,
      limits,
    }))
    .whereRef('secrets.token_number', '=', 'tokens.number')
    .where(which)
    .execute();
}

/** Who holds a service token is a role: its number, with a minus sign. */
const refreshRoles = (db: Kysely<Schema>, which: RawBuilder<SqlBool>): Promise<void> =>
  putHolders(
    db,
    db
      .selectFrom('roles')
      .select([sql<number>`-roles.number`.as('number'), 'organization_id', 'rights'])
      .where(which),
  );

/** Who holds a personal token is a membership: its number. It has its role's rights, or none: no text. */
const refreshMembers = (db: Kysely<Schema>, which: RawBuilder<SqlBool>): Promise<void> =>
  putHolders(
    db,
    db
      .selectFrom('members')
      .leftJoin('roles', (on) =>
        on
          .onRef('roles.number', '=', 'members.role_number')
          .onRef('roles.organization_id', '=', 'members.organization_id'),
      )
      .select([
        'members.number',
        'members.organization_id',
        sql<string>`coalesce(roles.rights, '')`.as('rights'),
      ])
      .where(which),
  );

async function putHolders(db: Kysely<Schema>, holders: Expression<HolderRow>): Promise<void> {
  await db
    .insertInto('holders')
    .columns(['number', 'organization_id', 'rights'])
    .expression(holders)
    .onConflict((same) =>
      same.column('number').doUpdateSet((row) => ({ rights: row.ref('excluded.rights') })),
    )
    .execute();
}
