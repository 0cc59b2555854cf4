import { createHash } from 'node:crypto';
import { generateToken, type SecurityToken } from '@lynk-auth/core';

/** Creates a token whose digest goes into the configuration. */
const newToken = (): SecurityToken => generateToken({ kind: 'service', environment: 'live' });

/** Returns the digest of a token, in hexadecimal. */
const digestOf = (token: SecurityToken): string => createHash('sha256').update(token.reveal()).digest('hex');

/** Creates two tokens and the configuration of an API that accepts them. */
export function newTokens() {
  const first = { pipeline: newToken(), admin: newToken() };
  const digests = {
    PIPELINE_TOKEN_SHA256: digestOf(first.pipeline),
    ADMIN_TOKEN_SHA256: digestOf(first.admin),
  };
  return { first, digests };
}
