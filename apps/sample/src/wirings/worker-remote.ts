import { authenticateRequest, toResponse } from '@lynk-auth/core/server';
import { createIntrospectionSource } from '@lynk-auth/remote';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import { handleRequest } from '../web/handle-request.ts';

interface Env {
  /** The server that knows the tokens: `introspection.ts`, for one. */
  readonly INTROSPECTION_URL: string;
  /** A secret of the Worker: its own token there. */
  readonly INTROSPECTION_TOKEN: string;
}

// Made once in an isolate: `env` comes with the first request.
let verifier: Verifier | undefined;

function createRemoteVerifier({ INTROSPECTION_URL, INTROSPECTION_TOKEN }: Env): Verifier {
  const source = createIntrospectionSource({
    endpoint: INTROSPECTION_URL,
    credentials: { bearer: INTROSPECTION_TOKEN },
    // A Worker has no memory that lasts: every request is asked for.
    maxStalenessSeconds: 0,
  });
  return createVerifier({ source });
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    verifier ??= createRemoteVerifier(env);
    const context = { clientIp: request.headers.get('cf-connecting-ip') ?? undefined };
    const result = await authenticateRequest(request, verifier, { context });
    return result.ok ? handleRequest(request, result) : toResponse(result.response);
  },
};
