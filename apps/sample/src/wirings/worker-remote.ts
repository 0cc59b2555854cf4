import { authenticateRequest, toResponse } from '@lynk-auth/core/server';
import { createIntrospectionSource } from '@lynk-auth/remote';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import { handleRequest } from '../web/handle-request.ts';

interface Env {
  /** The introspection endpoint of the server that verifies the tokens, such as `introspection.ts`. */
  readonly INTROSPECTION_URL: string;
  /** The token with which the Worker calls that server. A secret of the Worker. */
  readonly INTROSPECTION_TOKEN: string;
}

// Created once per isolate, on the first request, which brings `env`.
let verifier: Verifier | undefined;

function createRemoteVerifier({ INTROSPECTION_URL, INTROSPECTION_TOKEN }: Env): Verifier {
  const source = createIntrospectionSource({
    endpoint: INTROSPECTION_URL,
    credentials: { bearer: INTROSPECTION_TOKEN },
    // A Worker has no lasting memory, so every request is looked up.
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
