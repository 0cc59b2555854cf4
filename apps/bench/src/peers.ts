import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { checkAPIKey, generateAPIKey } from 'prefixed-api-key';

/** What others do to judge a token, with everything at hand that they can have at hand. */
export async function createPeers(): Promise<Readonly<Record<string, () => unknown>>> {
  const key = await generateAPIKey({ keyPrefix: 'lynk' });
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const claims = () => new SignJWT({ scope: 'view_sboms' }).setSubject('t1').setExpirationTime('1h');
  const hs256 = await claims().setProtectedHeader({ alg: 'HS256' }).sign(secret);
  const pair = await generateKeyPair('EdDSA');
  const eddsa = await claims().setProtectedHeader({ alg: 'EdDSA' }).sign(pair.privateKey);
  return {
    'prefixed-api-key, the hash at hand': () => checkAPIKey(key.token ?? '', key.longTokenHash ?? ''),
    'better-auth api-key, in memory': await betterAuthPeer(),
    'jose HS256': () => jwtVerify(hs256, secret),
    'jose EdDSA': () => jwtVerify(eddsa, pair.publicKey),
  };
}

async function betterAuthPeer(): Promise<() => unknown> {
  const database = { user: [], session: [], account: [], verification: [], apikey: [] };
  const auth = betterAuth({
    baseURL: 'http://localhost',
    secret: crypto.randomUUID() + crypto.randomUUID(),
    database: memoryAdapter(database),
    emailAndPassword: { enabled: true },
    plugins: [apiKey({ rateLimit: { enabled: false } })],
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  const password = crypto.randomUUID();
  const { user } = await auth.api.signUpEmail({ body: { name: 'b', email: 'b@bench.example', password } });
  const { key } = await auth.api.createApiKey({ body: { userId: user.id } });
  return async () => {
    const { valid } = await auth.api.verifyApiKey({ body: { key } });
    if (!valid) throw new Error('better-auth refused its own key.');
  };
}
