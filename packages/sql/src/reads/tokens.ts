import type { StoredToken } from '@lynk-auth/authority';
import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import { parseList } from '../columns/parse-list.ts';
import type { Schema, TokenRow } from '../schema.ts';

// Queries that return tokens as views. A new column also needs a migration and an entry in `schema.ts`.

export async function findToken(
  db: Kysely<Schema>,
  organizationId: string,
  id: string,
): Promise<StoredToken | null> {
  return first(await selectTokens(db, organizationId).where('tokens.id', '=', id).execute());
}

export async function findTokenByDigest(
  db: Kysely<Schema>,
  organizationId: string,
  digests: readonly Uint8Array[],
): Promise<StoredToken | null> {
  const tokenNumbers = db.selectFrom('secrets').select('token_number').where('digest', 'in', digests);
  return first(await selectTokens(db, organizationId).where('number', 'in', tokenNumbers).execute());
}

/** Selects tokens of an organization, except those that are deleted. */
export const selectTokens = (db: Kysely<Schema>, organizationId: string) =>
  allTokens(db).where('organization_id', '=', organizationId).where('deleted_at', 'is', null);

/** Selects tokens with their last use, and with the mask of their newest secret: the only one without an end. */
export const allTokens = (db: Kysely<Schema>) =>
  db
    .selectFrom('tokens')
    .selectAll('tokens')
    .select((token) =>
      token
        .selectFrom('secrets')
        .select('mask')
        .whereRef('token_number', '=', 'tokens.number')
        .where('secrets.expires_at', 'is', null)
        .as('mask'),
    )
    .select((token) => lastUseOf(token).as('last_used_at'));

/** One search by primary key for each token. */
export const lastUseOf = (token: ExpressionBuilder<Schema, 'tokens'>) =>
  token
    .selectFrom('token_uses')
    .select('token_uses.last_used_at')
    .whereRef('token_uses.token_number', '=', 'tokens.number');

function first(rows: readonly TokenWithMask[]): StoredToken | null {
  return rows[0] === undefined ? null : toStoredToken(rows[0]);
}

type TokenWithMask = Omit<Selectable<TokenRow>, 'number' | 'sort_name' | 'sort_end'> & {
  readonly mask: string | null;
  readonly last_used_at: number | null;
};

export function toStoredToken(row: TokenWithMask): StoredToken {
  return {
    id: row.id,
    organizationId: row.organization_id,
    kind: row.kind,
    environment: row.environment,
    name: row.name,
    mask: row.mask ?? '',
    ownerId: row.owner_id,
    roleId: row.role_id,
    ceiling: row.ceiling === null ? null : parseList(row.ceiling),
    createdBy: { kind: row.created_by_kind, id: row.created_by_id },
    managedBy: { kind: row.managed_by_kind, id: row.managed_by_id },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    suspendedAt: row.suspended_at,
    lastUsedAt: row.last_used_at,
  };
}
