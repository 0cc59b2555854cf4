import { authorizationCorpus } from '@lynk-auth/conformance';
import type { Principal } from '@lynk-auth/core';
import type { TokenVerifier, VerifyContext } from '@lynk-auth/core/server';

export const principal: Principal = Object.freeze({
  kind: 'service',
  tokenId: 't1',
  organizationId: 'o1',
  permissions: Object.freeze(['view_organization']),
  expiresAt: Date.UTC(2099, 0, 1),
});

export const authorization = `Bearer ${authorizationCorpus.valid_token}`;

/** Creates a verifier that accepts the corpus's valid token and records the context of every call. */
export function createRecordingVerifier(): TokenVerifier & { readonly contexts: VerifyContext[] } {
  const contexts: VerifyContext[] = [];
  return {
    contexts,
    verify(token, context) {
      contexts.push(context ?? {});
      return token === authorizationCorpus.valid_token
        ? { ok: true, principal }
        : { ok: false, kind: 'invalid_token', reason: 'unknown' };
    },
  };
}
