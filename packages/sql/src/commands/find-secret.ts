import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** A secret and whose it is, in whichever organization; `undefined` where the digest is free. */
export function findSecret(db: Kysely<Schema>, digest: Uint8Array) {
  return db
    .selectFrom('secrets')
    .innerJoin('tokens', 'tokens.number', 'secrets.token_number')
    .select(['secrets.state', 'secrets.mask', 'tokens.id as token_id'])
    .where('digest', '=', digest)
    .executeTakeFirst();
}
