import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';

/** Creates better-auth with API keys in memory, and issues one key. */
export async function createBetterAuth() {
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
  return {
    key,
    isValid: async (token: string): Promise<boolean> =>
      (await auth.api.verifyApiKey({ body: { key: token } })).valid,
  };
}
