import { type Expression, type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { HolderRow, Schema } from '../schema.ts';

/** The ids of what was written. */
export interface ChangedIds {
  readonly organizationId: string;
  readonly tokenId?: string | undefined;
  readonly userId?: string | undefined;
  readonly roleId?: string | undefined;
}

/**
 * Updates the columns that the lookup reads, in the transaction of the change. Joining all tables would be the
 * most expensive part of a lookup, so the columns of a token are copied to each of its secrets, and the rights of a
 * role to `holders`. Every command calls this. Everything except the lookup reads the original tables.
 *
 * @param changed The ids of what was written. With an organization only, everything that depends on its policy.
 */
export async function refreshLookup(db: Kysely<Schema>, changed: ChangedIds): Promise<void> {
  const { organizationId: id, tokenId, userId, roleId } = changed;
  if (tokenId !== undefined) await refreshSecrets(db, sql`tokens.id = ${tokenId}`);
  else if (userId !== undefined) {
    await refreshMembers(db, sql`members.organization_id = ${id} and members.user_id = ${userId}`);
  } else {
    const isRole = roleId === undefined ? sql<SqlBool>`true` : sql<SqlBool>`roles.id = ${roleId}`;
    await refreshRoles(db, sql`roles.organization_id = ${id} and ${isRole}`);
    await refreshMembers(db, sql`members.organization_id = ${id} and ${isRole}`);
  }
}

/** Updates the columns that the lookup reads for all rows. */
export async function refreshAll(db: Kysely<Schema>): Promise<void> {
  await refreshRoles(db, sql`true`);
  await refreshMembers(db, sql`true`);
  await refreshSecrets(db, sql`true`);
}

/** The properties that few tokens have, as a JSON list; null for all other tokens. See `parseLimits`. */
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
 * Copies the token columns of the lookup to `secrets`.
 *
 * @param condition A condition on `tokens`.
 */
export async function refreshSecrets(db: Kysely<Schema>, condition: RawBuilder<SqlBool>): Promise<void> {
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
    .where(condition)
    .execute();
}

/** The holder of a service token is its role, with the negated number of the role. */
const refreshRoles = (db: Kysely<Schema>, condition: RawBuilder<SqlBool>): Promise<void> =>
  upsertHolders(
    db,
    db
      .selectFrom('roles')
      .select([sql<number>`-roles.number`.as('number'), 'organization_id', 'rights'])
      .where(condition),
  );

/** The holder of a personal token is a membership. Its rights are those of its role, or an empty string without one. */
const refreshMembers = (db: Kysely<Schema>, condition: RawBuilder<SqlBool>): Promise<void> =>
  upsertHolders(
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
      .where(condition),
  );

async function upsertHolders(db: Kysely<Schema>, holders: Expression<HolderRow>): Promise<void> {
  await db
    .insertInto('holders')
    .columns(['number', 'organization_id', 'rights'])
    .expression(holders)
    .onConflict((same) =>
      same.column('number').doUpdateSet((row) => ({ rights: row.ref('excluded.rights') })),
    )
    .execute();
}
