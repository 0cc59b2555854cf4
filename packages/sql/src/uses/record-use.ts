// The uses of secrets.
import type { SecretUse, UseBatch } from '@lynk-auth/authority';
import { type ExpressionBuilder, type Kysely, type RawBuilder, sql } from 'kysely';
import { toBytes } from '../columns/to-bytes.ts';
import type { Dialect } from '../engine/dialect.ts';
import type { Engine } from '../engine/engine.ts';
import { inBackground } from '../engine/in-background.ts';
import type { Schema } from '../schema.ts';
import { addBatch } from './add-batch.ts';

const DAYS = 30;
const ADDRESSES = 16;
/** Adds a batch of uses in one transaction. A batch that was added before changes nothing. */
export function recordUse(engine: Engine, batch: UseBatch): Promise<void> {
  const { id, at, uses } = batch;
  return inBackground(engine, { mayBeLost: true }, async (db) => {
    const isNew = await addBatch(db, { id, at });
    if (!isNew || uses.length === 0) return { commit: false, value: undefined };
    await addUses(db, engine.dialect, uses);
    await addTokenUses(db, engine.dialect, uses);
    await addDays(db, engine.dialect, uses);
    await addAddresses(db, engine.dialect, uses);
    return { commit: true, value: undefined };
  });
}

/** Rows as a table `v`, whose columns both databases name `column1`, `column2` and so on. */
function table<Row>(rows: readonly (readonly RawBuilder<unknown>[])[]) {
  const lines = rows.map((row) => sql`(${sql.join(row)})`);
  return sql<Row>`(values ${sql.join(lines)})`.as('v');
}

// Postgres takes a value without a type for a string.
const bytes = ({ digest }: Dialect, value: Uint8Array) => sql`cast(${value} as ${sql.raw(digest)})`;
const integer = (dialect: Dialect, value: number) => sql`cast(${value} as ${sql.raw(dialect.integer)})`;
const text = (value: string | null) => sql`cast(${value} as text)`;

interface UseValues {
  column1: Uint8Array;
  column2: number;
  column3: number;
  column4: number;
  column5: string | null;
}

/** In the order of the digests, so that two batches at once lock the rows in the same order. */
async function addUses(db: Kysely<Schema>, dialect: Dialect, uses: readonly SecretUse[]): Promise<void> {
  const rows = uses.map(({ digest, firstUsedAt, lastUsedAt, days, userAgent }) => [
    bytes(dialect, digest),
    integer(dialect, firstUsedAt),
    integer(dialect, lastUsedAt),
    integer(
      dialect,
      days.reduce((sum, { calls }) => sum + calls, 0),
    ),
    text(userAgent),
  ]);
  await db
    .insertInto('secret_uses')
    .columns(['digest', 'first_used_at', 'last_used_at', 'calls', 'calls_since', 'user_agent'])
    .expression((from) =>
      from
        .selectFrom(table<UseValues>(rows))
        .innerJoin('secrets', 'secrets.digest', 'v.column1')
        .select((row) => [
          'v.column1',
          'v.column2',
          'v.column3',
          // A use before the newest secret of the token was created is not counted.
          sql<number>`case when v.column3 >= ${since(row)} then v.column4 else 0 end`.as('calls'),
          since(row).as('since'),
          'v.column5',
        ])
        .where('v.column4', '>', 0)
        .orderBy('v.column1'),
    )
    .onConflict((conflict) =>
      conflict.column('digest').doUpdateSet({
        first_used_at: sql`case when excluded.first_used_at < secret_uses.first_used_at
          then excluded.first_used_at else secret_uses.first_used_at end`,
        last_used_at: sql`case when excluded.last_used_at > secret_uses.last_used_at
          then excluded.last_used_at else secret_uses.last_used_at end`,
        calls: sql`excluded.calls + case when secret_uses.calls_since = excluded.calls_since
          then secret_uses.calls else 0 end`,
        calls_since: sql`excluded.calls_since`,
        user_agent: sql`case when excluded.last_used_at >= secret_uses.last_used_at
          then coalesce(excluded.user_agent, secret_uses.user_agent)
          else coalesce(secret_uses.user_agent, excluded.user_agent) end`,
      }),
    )
    .execute();
}

/** The last use of each token. In the order of their numbers, after the secrets, so that two batches lock in one order. */
async function addTokenUses(db: Kysely<Schema>, dialect: Dialect, uses: readonly SecretUse[]): Promise<void> {
  const rows = uses.map(({ digest, lastUsedAt }) => [bytes(dialect, digest), integer(dialect, lastUsedAt)]);
  await db
    .insertInto('token_uses')
    .columns(['token_number', 'last_used_at'])
    .expression((from) =>
      from
        .selectFrom(table<Pick<UseValues, 'column1' | 'column2'>>(rows))
        .innerJoin('secrets', 'secrets.digest', 'v.column1')
        .select(['secrets.token_number', sql<number>`max(v.column2)`.as('last_used_at')])
        .groupBy('secrets.token_number')
        .orderBy('secrets.token_number'),
    )
    .onConflict((conflict) =>
      conflict
        .column('token_number')
        .doUpdateSet({ last_used_at: sql`excluded.last_used_at` })
        .whereRef('excluded.last_used_at', '>', 'token_uses.last_used_at'),
    )
    .execute();
}

/** When the newest secret of the token was created. */
const since = (row: ExpressionBuilder<Schema, 'secrets'>) =>
  row
    .selectFrom('secrets as newest')
    .select((each) => each.fn.max('newest.created_at').as('created_at'))
    .whereRef('newest.token_number', '=', 'secrets.token_number')
    .$asScalar();

async function addDays(db: Kysely<Schema>, dialect: Dialect, uses: readonly SecretUse[]): Promise<void> {
  const rows = uses.flatMap(({ digest, days }) =>
    days.map(({ day, calls }) => [bytes(dialect, digest), integer(dialect, day), integer(dialect, calls)]),
  );
  await db
    .insertInto('use_days')
    .columns(['digest', 'day', 'calls'])
    .expression((from) =>
      from
        .selectFrom(table<Pick<UseValues, 'column1' | 'column2' | 'column3'>>(rows))
        .innerJoin('secrets', 'secrets.digest', 'v.column1')
        .select(['v.column1', 'v.column2', 'v.column3'])
        .where('v.column3', '>', 0)
        .orderBy('v.column1'),
    )
    .onConflict((conflict) =>
      conflict.columns(['digest', 'day']).doUpdateSet({ calls: sql`use_days.calls + excluded.calls` }),
    )
    .execute();
  await db
    .deleteFrom('use_days')
    .where(
      'digest',
      'in',
      uses.map(({ digest }) => digest),
    )
    .where('day', '<=', (row) =>
      row
        .selectFrom('use_days as newest')
        .select(sql<number>`max(newest.day) - ${sql.lit(DAYS)}`.as('last'))
        .whereRef('newest.digest', '=', 'use_days.digest'),
    )
    .execute();
}

async function addAddresses(db: Kysely<Schema>, dialect: Dialect, uses: readonly SecretUse[]): Promise<void> {
  const withAddresses = uses.filter(({ addresses }) => addresses.length > 0);
  if (withAddresses.length === 0) return;
  const rows = withAddresses.flatMap(({ digest, addresses }) =>
    addresses.map(({ address, lastUsedAt }) => [
      bytes(dialect, digest),
      text(address),
      integer(dialect, lastUsedAt),
    ]),
  );
  await db
    .insertInto('use_addresses')
    .columns(['digest', 'address', 'last_used_at'])
    .expression((from) =>
      from
        .selectFrom(table<{ column1: Uint8Array; column2: string; column3: number }>(rows))
        .innerJoin('secrets', 'secrets.digest', 'v.column1')
        .select(['v.column1', 'v.column2', 'v.column3'])
        .where('v.column3', '>', -1)
        .orderBy('v.column1'),
    )
    .onConflict((conflict) =>
      conflict.columns(['digest', 'address']).doUpdateSet({
        last_used_at: sql`case when excluded.last_used_at > use_addresses.last_used_at
          then excluded.last_used_at else use_addresses.last_used_at end`,
      }),
    )
    .execute();
  await pruneAddresses(db, withAddresses);
}

async function pruneAddresses(db: Kysely<Schema>, uses: readonly SecretUse[]): Promise<void> {
  const ranked = db
    .selectFrom('use_addresses')
    .select(['digest', 'address'])
    .select(
      sql<number>`row_number() over (partition by digest order by last_used_at desc, address)`.as('place'),
    )
    .where(
      'digest',
      'in',
      uses.map(({ digest }) => digest),
    )
    .as('ranked');
  const surplus = await db
    .selectFrom(ranked)
    .select(['digest', 'address'])
    .where('place', '>', ADDRESSES)
    .execute();
  for (const { digest, address } of surplus) {
    await db
      .deleteFrom('use_addresses')
      .where('digest', '=', toBytes(digest))
      .where('address', '=', address)
      .execute();
  }
}
