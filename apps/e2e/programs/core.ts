import {
  can,
  createPrincipal,
  createRedactor,
  defineTokenFormat,
  explainRejection,
  generateToken,
  isLynkError,
  parseToken,
  readBearer,
  SecurityToken,
} from '@lynk-auth/core';
import { fromEnv } from '@lynk-auth/core/client';
import { authenticateRequest, type TokenVerifier, toResponse } from '@lynk-auth/core/server';

export const token = generateToken({ kind: 'service', environment: 'live' });
export const parsed = parseToken(token.reveal());
export const redactor = createRedactor();
export const acme = defineTokenFormat({ brand: 'acme', environments: ['live', 'test'] });
export const provider = fromEnv({ INTERLYNK_SECURITY_TOKEN: token.reveal() });
export const principal = createPrincipal({
  kind: 'service',
  tokenId: 'ci',
  organizationId: 'acme',
  permissions: ['view_sboms'],
  expiresAt: null,
});

export const verifier: TokenVerifier = {
  verify: (text) =>
    text === token.reveal()
      ? { ok: true, principal }
      : { ok: false, kind: 'invalid_token', reason: 'unknown' },
};

export async function handle(request: Request) {
  const result = await authenticateRequest(request, verifier);
  return result.ok ? Response.json(result.principal) : toResponse(result.response);
}

const ask = (authorization: string) =>
  handle(new Request('https://api.example/', { headers: { authorization } }));

export async function main() {
  const statuses = [(await ask(`Bearer ${token.reveal()}`)).status, (await ask('Bearer nobody')).status];
  if (statuses.join() !== '200,401') throw new Error(`It answers ${statuses}.`);
  if (!parsed.ok || !can(principal, 'view_sboms') || !readBearer(`Bearer ${token.reveal()}`).ok) {
    throw new Error(parsed.ok ? 'The token is not read.' : explainRejection(parsed.reason));
  }
  if (isLynkError(null) || !(token instanceof SecurityToken) || `${token}` === token.reveal()) {
    throw new Error('It is not what it says.');
  }
}

main().then(() => console.log('fine'));
