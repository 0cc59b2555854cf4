import { createHash } from 'node:crypto';
import { generateToken, type SecurityToken } from '@lynk-auth/core';

/** A token that nobody issued, for whom its digest stands in the configuration. */
export const newToken = (): SecurityToken => generateToken({ kind: 'service', environment: 'live' });

/** What stands there. */
export const digestOf = (token: SecurityToken): string =>
  createHash('sha256').update(token.reveal()).digest('hex');

/** Two tokens, and the configuration of an API that knows them. */
export function newTokens() {
  const first = { pipeline: newToken(), admin: newToken() };
  const digests = {
    PIPELINE_TOKEN_SHA256: digestOf(first.pipeline),
    ADMIN_TOKEN_SHA256: digestOf(first.admin),
  };
  return { first, digests };
}
