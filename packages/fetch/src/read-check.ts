import { LynkBadResponseError, type TokenKind } from '@lynk-auth/core';
import { readTokenExpires } from '@lynk-auth/core/client';
import type { Told } from './ask.ts';

/** What is known of the token that a client sends. */
export interface Check {
  /** To which organization it belongs. */
  readonly organization: { readonly id: string; readonly name: string };
  /** As its prefix says. */
  readonly kind: TokenKind;
  readonly environment: string;
  /** When it expires, in epoch milliseconds; `null` where the API does not tell, or never. */
  readonly expiresAt: number | null;
}

export const checkQuery = 'query { organization { id name } }';

/** Reads the answer to the documented check. */
export function readCheck({ data, headers, status, token }: Told<{ organization?: unknown }>): Check {
  const { id, name } = (data.organization ?? {}) as { id?: unknown; name?: unknown };
  if (typeof id !== 'string' || typeof name !== 'string')
    throw new LynkBadResponseError('wrong_shape', status);
  const { kind, environment } = token;
  return { organization: { id, name }, kind, environment, expiresAt: readTokenExpires(headers) };
}
