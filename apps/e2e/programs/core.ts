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

const request = (authorization: string) =>
  handle(new Request('https://api.example/', { headers: { authorization } }));

export async function main() {
  const statuses = [
    (await request(`Bearer ${token.reveal()}`)).status,
    (await request('Bearer unknown')).status,
  ];
  if (statuses.join() !== '200,401') throw new Error(`The statuses are ${statuses}.`);
  if (!parsed.ok || !can(principal, 'view_sboms') || !readBearer(`Bearer ${token.reveal()}`).ok) {
    throw new Error(parsed.ok ? 'The header is not parsed.' : explainRejection(parsed.reason));
  }
  if (isLynkError(null) || !(token instanceof SecurityToken) || `${token}` === token.reveal()) {
    throw new Error('A token or an error is not recognized.');
  }
}

main().then(() => console.log('fine'));
