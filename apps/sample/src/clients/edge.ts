// In a Next project, this file is `app/tour/route.ts`.
import { createLynkClient, fromEnv } from '@lynk-auth/fetch';
import { tour } from './tour.ts';

export const runtime = 'edge';

export async function GET(): Promise<Response> {
  const { INTERLYNK_API_URL, INTERLYNK_SECURITY_TOKEN } = process.env;
  const client = createLynkClient({
    token: fromEnv({ INTERLYNK_SECURITY_TOKEN }),
    endpoint: INTERLYNK_API_URL,
  });
  return new Response((await tour(client)).join('\n'));
}
