import type { TokenVerifier } from '@lynk-auth/core/server';
import { createVerifier } from '@lynk-auth/verifier';
import { SignJWT } from 'jose';
import { createFixture } from '../create-fixture.ts';
import { createSqlitePlace } from '../places/sqlite-place.ts';
import { sha256 } from '../sha256.ts';

/** Creates a token and a verifier as in an application: a store on SQLite and a cache. */
export async function createCredentials(): Promise<{
  readonly token: string;
  readonly authorization: string;
  readonly verifier: TokenVerifier;
}> {
  const place = await createSqlitePlace();
  process.once('exit', () => void place.remove?.());
  const { authority, tokens } = await createFixture(place, 1);
  const [token = ''] = tokens;
  return { token, authorization: `Bearer ${token}`, verifier: createVerifier({ source: authority.source }) };
}

/** Creates the minimal check of a token: one SHA-256 and one read of a Map. */
export function createKnown(token: string): (sent: string) => string | undefined {
  const known = new Map([[sha256(token), 'u1']]);
  return (sent) => known.get(sha256(sent));
}

/** Creates the minimal check of a header. */
export function createCheck(token: string): (authorization: string | undefined) => string | undefined {
  const known = createKnown(token);
  return (authorization) =>
    authorization?.startsWith('Bearer ') ? known(authorization.slice(7)) : undefined;
}

/** Creates a JWT for libraries that verify signatures. */
export async function createJwt() {
  const secret = crypto.randomUUID();
  const issuer = 'https://bench.example';
  const audience = 'bench';
  const token = await new SignJWT({ scope: 'view_sboms' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('u1')
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(new TextEncoder().encode(secret));
  return { token, secret, issuer, audience };
}
