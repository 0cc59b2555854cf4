import type { Principal, TokenVerifier, VerifyContext } from '@lynk-auth/core';
import { authorizationCorpus } from '@lynk-auth/corpora';

export const principal: Principal = Object.freeze({
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: Object.freeze(['view_organization']),
  expiresAt: Date.UTC(2099, 0, 1),
});

export const authorization = `Bearer ${authorizationCorpus.valid_token}`;

/** A verifier that knows the corpus's valid token, and keeps what it hears of requests. */
export function createReportingVerifier(): TokenVerifier & { readonly heard: VerifyContext[] } {
  const heard: VerifyContext[] = [];
  return {
    heard,
    verify(token, context) {
      heard.push(context ?? {});
      return token === authorizationCorpus.valid_token
        ? { ok: true, principal }
        : { ok: false, kind: 'invalid_token', reason: 'unknown' };
    },
  };
}
