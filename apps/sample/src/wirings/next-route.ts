// In a Next project, this file is `app/[...path]/route.ts`.
import { authenticateRequest, toResponse } from '@lynk-auth/core/server';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import { staticSource } from '../tokens/static-source.ts';
import { handleRequest } from '../web/handle-request.ts';

export const runtime = 'edge';

// Created on the first request, because `next build` loads this file without the environment.
let verifier: Verifier | undefined;

function createRouteVerifier(): Verifier {
  const { PIPELINE_TOKEN_SHA256, ADMIN_TOKEN_SHA256 } = process.env;
  return createVerifier({ source: staticSource({ PIPELINE_TOKEN_SHA256, ADMIN_TOKEN_SHA256 }) });
}

async function handle(request: Request): Promise<Response> {
  verifier ??= createRouteVerifier();
  // Vercel sets this header. On other platforms the client can forge it.
  const context = { clientIp: request.headers.get('x-real-ip') ?? undefined };
  const result = await authenticateRequest(request, verifier, { context });
  return result.ok ? handleRequest(request, result) : toResponse(result.response);
}

export { handle as GET, handle as PATCH, handle as POST };
