import { authenticateRequest, toResponse } from '@lynk-auth/core/server';
import { createVerifier } from '@lynk-auth/verifier';
import { staticSource } from '../tokens/static-source.ts';
import { handleRequest } from '../web/handle-request.ts';

const { PIPELINE_TOKEN_SHA256, ADMIN_TOKEN_SHA256 } = process.env;
const verifier = createVerifier({ source: staticSource({ PIPELINE_TOKEN_SHA256, ADMIN_TOKEN_SHA256 }) });

async function handle(request: Request): Promise<Response> {
  // Vercel sets this header. On other platforms the client can forge it.
  const context = { clientIp: request.headers.get('x-real-ip') ?? undefined };
  const result = await authenticateRequest(request, verifier, { context });
  return result.ok ? handleRequest(request, result) : toResponse(result.response);
}

addEventListener('fetch', (event) => event.respondWith(handle(event.request)));
