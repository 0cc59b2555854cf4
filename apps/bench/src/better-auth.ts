import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';

/**
 * Creates better-auth with its fastest settings that keep digests only, and issues one key: the keys are in memory, without
 * rate limits, and their last use is written in the background.
 */
export async function createBetterAuth() {
  const keys = new Map<string, string>();
  const database = { user: [], session: [], account: [], verification: [], apikey: [] };
  const auth = betterAuth({
    baseURL: 'http://localhost',
    secret: crypto.randomUUID() + crypto.randomUUID(),
    database: memoryAdapter(database),
    emailAndPassword: { enabled: true },
    plugins: [
      apiKey({
        rateLimit: { enabled: false },
        deferUpdates: true,
        storage: 'secondary-storage',
        customStorage: {
          get: (name) => keys.get(name) ?? null,
          set: (name, value) => void keys.set(name, value),
          delete: (name) => void keys.delete(name),
          getAndDelete(name) {
            const value = keys.get(name) ?? null;
            keys.delete(name);
            return value;
          },
          increment(name) {
            const next = Number(keys.get(name) ?? 0) + 1;
            keys.set(name, String(next));
            return next;
          },
        },
      }),
    ],
    advanced: { backgroundTasks: { handler: (task) => void task.catch(() => undefined) } },
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
