import type { Kysely } from 'kysely';
import type { Schema } from '../schema.ts';

/** Finds a secret and its token in any organization; `undefined` if the digest is unused. */
export function findSecret(db: Kysely<Schema>, digest: Uint8Array) {
  return db
    .selectFrom('secrets')
    .innerJoin('tokens', 'tokens.number', 'secrets.token_number')
    .select([
      'state',
      'mask',
      'token_number',
      'first_use_drain_ms',
      'secrets.expires_at',
      'tokens.id as token_id',
    ])
    .where('digest', '=', digest)
    .executeTakeFirst();
}
