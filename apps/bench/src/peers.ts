import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { checkAPIKey, generateAPIKey } from 'prefixed-api-key';
import { createBetterAuth } from './better-auth.ts';

/** Token verification by other libraries, with everything that they can keep in memory. */
export async function createPeers(): Promise<Readonly<Record<string, () => unknown>>> {
  const key = await generateAPIKey({ keyPrefix: 'lynk' });
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const claims = () => new SignJWT({ scope: 'view_sboms' }).setSubject('t1').setExpirationTime('1h');
  const hs256 = await claims().setProtectedHeader({ alg: 'HS256' }).sign(secret);
  const pair = await generateKeyPair('EdDSA');
  const eddsa = await claims().setProtectedHeader({ alg: 'EdDSA' }).sign(pair.privateKey);
  return {
    'prefixed-api-key, hash in memory': () => checkAPIKey(key.token ?? '', key.longTokenHash ?? ''),
    'better-auth api-key, in memory': await betterAuthPeer(),
    'jose HS256': () => jwtVerify(hs256, secret),
    'jose EdDSA': () => jwtVerify(eddsa, pair.publicKey),
  };
}

async function betterAuthPeer(): Promise<() => unknown> {
  const { key, isValid } = await createBetterAuth();
  return async () => {
    if (!(await isValid(key))) throw new Error('better-auth rejected its own key.');
  };
}
