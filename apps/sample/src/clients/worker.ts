import { createLynkClient } from '@lynk-auth/fetch';
import { tour } from './tour.ts';

interface Env {
  readonly INTERLYNK_API_URL: string;
  /** A secret of the Worker. */
  readonly INTERLYNK_SECURITY_TOKEN: string;
}

export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    const client = createLynkClient({
      token: env.INTERLYNK_SECURITY_TOKEN,
      endpoint: env.INTERLYNK_API_URL,
    });
    return new Response((await tour(client)).join('\n'));
  },
};
