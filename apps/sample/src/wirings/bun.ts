import { createMemoryStore } from '@lynk-auth/authority';
import { authenticateRequest, toResponse } from '@lynk-auth/core/server';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';
import { handleRequest } from '../web/handle-request.ts';

const { verifier, first } = await openAuthority(createMemoryStore());

const server = Bun.serve({
  hostname: '127.0.0.1',
  port: Number(process.env['PORT'] ?? 4181),
  async fetch(request, server) {
    const context = { clientIp: server.requestIP(request)?.address };
    const result = await authenticateRequest(request, verifier, { context });
    return result.ok ? handleRequest(request, result) : toResponse(result.response);
  },
});

console.log(welcome(`http://127.0.0.1:${server.port}`, first));
