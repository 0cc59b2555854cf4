// On Node, Deno and Bun: the same file.
import { createLynkClient, fromEnv } from '@lynk-auth/fetch';
import { tour } from './tour.ts';

const client = createLynkClient({
  token: fromEnv(), // INTERLYNK_SECURITY_TOKEN
  endpoint: process.env['INTERLYNK_API_URL'],
});

for (const line of await tour(client)) console.log(line);
