import { createPrincipal } from '../src/principal/create-principal.ts';
import type { TokenVerifier, VerifyResult } from '../src/server/authentication/token-verifier.ts';
import { parseToken } from '../src/token/parse-token.ts';
import { authorizationCorpus } from './corpora.ts';

/** A verifier that knows the corpus's store, and nothing else. */
export const corpusVerifier: TokenVerifier = {
  verify(token): VerifyResult {
    const parsed = parseToken(token, { requireChecksum: true });
    if (!parsed.ok) return { ok: false, kind: 'invalid_token', reason: parsed.reason };
    const stored = authorizationCorpus.store.find((row) => row.token === token);
    if (stored === undefined) return { ok: false, kind: 'invalid_token', reason: 'unknown' };
    if (stored.state !== 'active') return { ok: false, kind: 'invalid_token', reason: stored.state };
    const base = {
      tokenId: 't1',
      organizationId: 'o1',
      permissions: stored.permissions ?? [],
      expiresAt: null,
    };
    return {
      ok: true,
      principal: createPrincipal(
        stored.kind === 'personal'
          ? { ...base, kind: 'personal', userId: 'u1' }
          : { ...base, kind: 'service' },
      ),
    };
  },
};
