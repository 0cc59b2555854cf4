import { LynkBadResponseError, type TokenFormat, type TokenKind } from '@lynk-auth/core';
import { readTokenExpires } from '@lynk-auth/core/client';
import type { OperationResult } from './create-operation-sender.ts';

/** The result of `client.check()`: the properties of the client's token. */
export interface Check {
  /** The organization of the token. */
  readonly organization: { readonly id: string; readonly name: string };
  /** From the token's prefix. */
  readonly kind: TokenKind;
  readonly environment: string;
  /** When the token expires, in epoch milliseconds; `null` if never, or if the API does not say. */
  readonly expiresAt: number | null;
}

export const checkQuery = 'query { organization { id name } }';

/** Reads the response to the check query. */
export function readCheck(
  { data, headers, status, token }: OperationResult<{ organization?: unknown }>,
  format: TokenFormat,
): Check {
  const { id, name } = (data.organization ?? {}) as { id?: unknown; name?: unknown };
  if (typeof id !== 'string' || typeof name !== 'string')
    throw new LynkBadResponseError('wrong_shape', status);
  const { kind, environment } = token;
  return { organization: { id, name }, kind, environment, expiresAt: readTokenExpires(headers, format) };
}
