import { expect, test } from 'vitest';
import { readTokenExpires } from '../client/response/read-token-expires.ts';
import { createPrincipal } from './create-principal.ts';
import { tokenExpiresHeader } from './token-expires-header.ts';

const headersOf = (expiresAt: number | null) =>
  tokenExpiresHeader(
    createPrincipal({ kind: 'service', tokenId: 't1', organizationId: 'o1', permissions: [], expiresAt }),
  );

test.each([0, 1_700_000_000_999, 253_402_300_799_999, -62_167_219_200_000])(
  'writes an expiry that a client reads: %i',
  (expiresAt) => {
    expect(readTokenExpires(headersOf(expiresAt))).toBe(expiresAt);
  },
);

test.each([null, 253_402_300_800_000, 8.64e15, 8.64e15 + 1, Number.MAX_VALUE, -62_167_219_200_001, -8.64e15])(
  'writes no header for an expiry that RFC 3339 cannot express: %s',
  (expiresAt) => {
    expect(headersOf(expiresAt)).toEqual({});
  },
);
