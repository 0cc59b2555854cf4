import type { ExpiringPage, ExpiringPosition, ExpiringQuery } from '@lynk-auth/authority';
import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import { allTokens, toStoredToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';

const DAY_MS = 86_400_000;

/** Reads one page of the tokens that expire in a period and were not announced. An index finds the candidates. */
export async function listExpiring(db: Kysely<Schema>, query: ExpiringQuery): Promise<ExpiringPage> {
  const { daysLeft, limit } = query;
  const examined = await inOrder(candidates(db.selectFrom('tokens'), query))
    .select(['tokens.expires_at', 'tokens.id'])
    .offset(limit - 1)
    .limit(2)
    .execute();
  const [last, further] = examined;
  const end =
    further === undefined || last === undefined || last.expires_at === null
      ? null
      : { expiresAt: last.expires_at, id: last.id };
  const rows = await inOrder(candidates(allTokens(db), query))
    .leftJoin('members', 'members.number', 'tokens.member_number')
    .$if(end !== null, (select) => select.where(keyOf('<=', end as ExpiringPosition)))
    .where('tokens.suspended_at', 'is', null)
    .where('members.suspended_at', 'is', null)
    .where(sql<boolean>`tokens.expires_at - tokens.created_at > ${sql.lit(daysLeft * DAY_MS)}`)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('expiry_notices')
            .select('days_left')
            .whereRef('expiry_notices.expires_at', '=', 'tokens.expires_at')
            .whereRef('token_number', '=', 'tokens.number')
            .where('days_left', '=', daysLeft),
        ),
      ),
    )
    .execute();
  return { tokens: rows.map(toStoredToken), next: end };
}

type TokenSelect<Columns> = SelectQueryBuilder<Schema, 'tokens', Columns>;

/** Adds the conditions that the index finds. */
function candidates<Columns>(
  select: TokenSelect<Columns>,
  { expiresAfter, expiresUntil, after }: ExpiringQuery,
): TokenSelect<Columns> {
  return select
    .where('tokens.revoked_at', 'is', null)
    .where('tokens.deleted_at', 'is', null)
    .where('tokens.expires_at', '>', expiresAfter)
    .where('tokens.expires_at', '<=', expiresUntil)
    .$if(after !== undefined, (query) => query.where(keyOf('>', after as ExpiringPosition)));
}

const inOrder = <Columns>(select: TokenSelect<Columns>): TokenSelect<Columns> =>
  select.orderBy('tokens.expires_at').orderBy('tokens.id');

const keyOf = (operator: '>' | '<=', { expiresAt, id }: ExpiringPosition) =>
  sql<boolean>`(tokens.expires_at, tokens.id) ${sql.raw(operator)} (${expiresAt}, ${id})`;
