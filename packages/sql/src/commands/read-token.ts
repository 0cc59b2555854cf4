import type { TokenView } from '@lynk-auth/authority';
import type { Kysely } from 'kysely';
import { LynkStoreError } from '../errors.ts';
import { findToken } from '../reads/tokens.ts';
import type { Schema } from '../schema.ts';

/** Reads the token that this transaction wrote, for the answer. */
export async function readToken(
  db: Kysely<Schema>,
  { organizationId, tokenId }: { readonly organizationId: string; readonly tokenId: string },
): Promise<TokenView> {
  const token = await findToken(db, organizationId, tokenId);
  if (token === null) throw new LynkStoreError('store_corrupt');
  return token;
}
