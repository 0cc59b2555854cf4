// In a Next project this is `app/[...path]/route.ts`.
import { authenticateRequest, toResponse } from '@lynk-auth/core/server';
import { createVerifier, type Verifier } from '@lynk-auth/verifier';
import { staticSource } from '../tokens/static-source.ts';
import { handleRequest } from '../web/handle-request.ts';

export const runtime = 'edge';

// Made with the first request: `next build` loads this file too, where there is no such environment.
let verifier: Verifier | undefined;

function createRouteVerifier(): Verifier {
  const { PIPELINE_TOKEN_SHA256, ADMIN_TOKEN_SHA256 } = process.env;
  return createVerifier({ source: staticSource({ PIPELINE_TOKEN_SHA256, ADMIN_TOKEN_SHA256 }) });
}

async function handle(request: Request): Promise<Response> {
  verifier ??= createRouteVerifier();
  // Vercel writes this header; elsewhere it is whatever the caller says.
  const context = { clientIp: request.headers.get('x-real-ip') ?? undefined };
  const result = await authenticateRequest(request, verifier, { context });
  return result.ok ? handleRequest(request, result) : toResponse(result.response);
}

export { handle as GET, handle as PATCH, handle as POST };
