import { authenticateRequest, toResponse } from '@lynk-auth/core/server';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import { staticSource, type TokenDigests } from '../tokens/static-source.ts';
import { handleRequest } from '../web/handle-request.ts';

// Created once per isolate, on the first request, which brings `env`.
let verifier: Verifier | undefined;

export default {
  async fetch(request: Request, env: TokenDigests): Promise<Response> {
    verifier ??= createVerifier({ source: staticSource(env) });
    const context = { clientIp: request.headers.get('cf-connecting-ip') ?? undefined };
    const result = await authenticateRequest(request, verifier, { context });
    return result.ok ? handleRequest(request, result) : toResponse(result.response);
  },
};
