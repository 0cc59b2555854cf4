// The queries that return organizations, members, roles and tokens as views.
import type { StoredToken, TokenFilter } from '@lynk-auth/authority';
import type { Kysely, Selectable } from 'kysely';
import { parseList } from '../columns/parse-list.ts';
import type { Schema, TokenRow } from '../schema.ts';

// Queries that return tokens as views. A new column also needs a migration and an entry in `schema.ts`.

export async function findToken(
  db: Kysely<Schema>,
  organizationId: string,
  id: string,
): Promise<StoredToken | null> {
  return first(await select(db, organizationId).where('tokens.id', '=', id).execute());
}

export async function findTokenByDigest(
  db: Kysely<Schema>,
  organizationId: string,
  digests: readonly Uint8Array[],
): Promise<StoredToken | null> {
  const tokenNumbers = db.selectFrom('secrets').select('token_number').where('digest', 'in', digests);
  return first(await select(db, organizationId).where('number', 'in', tokenNumbers).execute());
}

export async function listTokens(
  db: Kysely<Schema>,
  { organizationId, kind, ownerId }: TokenFilter,
): Promise<readonly StoredToken[]> {
  let query = select(db, organizationId).orderBy('tokens.created_at').orderBy('number');
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (ownerId !== undefined) query = query.where('owner_id', '=', ownerId);
  return (await query.execute()).map(toStoredToken);
}

/** Selects tokens with the mask of their newest secret: the only one without an end. */
const select = (db: Kysely<Schema>, organizationId: string) =>
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
    .where('organization_id', '=', organizationId);

function first(rows: readonly TokenWithMask[]): StoredToken | null {
  return rows[0] === undefined ? null : toStoredToken(rows[0]);
}

type TokenWithMask = Omit<Selectable<TokenRow>, 'number'> & { mask: string | null };

function toStoredToken(row: TokenWithMask): StoredToken {
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
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    suspendedAt: row.suspended_at,
  };
}
