import { createMemoryStore } from '@lynk-auth/authority';
import { authenticateRequest, toResponse } from '@lynk-auth/core/server';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';
import { handleRequest } from '../web/handle-request.ts';

const { verifier, first } = await openAuthority(createMemoryStore());

Deno.serve(
  {
    hostname: '127.0.0.1',
    port: Number(Deno.env.get('PORT') ?? 4181),
    onListen: ({ hostname, port }) => console.log(welcome(`http://${hostname}:${port}`, first)),
  },
  async (request, { remoteAddr }) => {
    const context = { clientIp: remoteAddr.hostname };
    const result = await authenticateRequest(request, verifier, { context });
    return result.ok ? handleRequest(request, result) : toResponse(result.response);
  },
);
