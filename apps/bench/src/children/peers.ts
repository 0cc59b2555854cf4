// Compares token verification by other libraries, with everything that they can keep in memory, with one SHA-256 of the same
// token and one read of a Map.
import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { checkAPIKey, generateAPIKey } from 'prefixed-api-key';
import { createBetterAuth } from '../better-auth.ts';
import { compare } from '../compare.ts';
import { sha256 } from '../sha256.ts';
import { send } from '../start-child.ts';

function compareWithMap(token: string, value: () => unknown) {
  const known = new Map([[sha256(token), token]]);
  return compare({ value, floor: () => known.get(sha256(token)) });
}

const { token: key = '', longTokenHash = '' } = await generateAPIKey({ keyPrefix: 'lynk' });
const { key: betterKey, isValid } = await createBetterAuth();
const claims = () => new SignJWT({ scope: 'view_sboms' }).setSubject('t1').setExpirationTime('1h');
// A Uint8Array would be imported for each token.
const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
const secret = (await crypto.subtle.generateKey(hmac, false, ['sign', 'verify'])) as CryptoKey;
const hs256 = await claims().setProtectedHeader({ alg: 'HS256' }).sign(secret);
const pair = await generateKeyPair('EdDSA');
const eddsa = await claims().setProtectedHeader({ alg: 'EdDSA' }).sign(pair.privateKey);

send({
  'prefixed-api-key, hash in memory': await compareWithMap(key, () => checkAPIKey(key, longTokenHash)),
  'jose HS256': await compareWithMap(hs256, () => jwtVerify(hs256, secret)),
  'jose EdDSA': await compareWithMap(eddsa, () => jwtVerify(eddsa, pair.publicKey)),
  'better-auth api-key, in memory': await compareWithMap(betterKey, async () => {
    if (!(await isValid(betterKey))) throw new Error('better-auth rejected its own key.');
  }),
});
process.exit();
