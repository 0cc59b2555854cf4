import { createServer } from 'node:http';
import { createMemoryStore } from '@lynk-auth/authority';
import { redact } from '@lynk-auth/core';
import {
  createErrorResponse,
  createRequestAuthenticator,
  type HttpResponse,
  readNodeRequest,
  sendNodeResponse,
} from '@lynk-auth/core/server';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';
import { findRoute } from '../web/find-route.ts';
import { readJson } from '../web/read-json.ts';

const { verifier, first } = await openAuthority(createMemoryStore());
const { authenticate } = createRequestAuthenticator('sample', { verifier }, readNodeRequest);

const server = createServer(async (request, response) => {
  const send = (result: HttpResponse) => sendNodeResponse(result, request, response);
  try {
    const result = await authenticate(request);
    if (!result.ok) return send(result.response);
    response.setHeaders(new Map(Object.entries(result.headers)));
    const { method = '', url = '' } = request;
    const route = findRoute(method, url.replace(/\?.*/, ''));
    if (route === undefined) return send(createErrorResponse('not_found'));
    const refusal = route.authorizer.refusal(result.principal);
    if (refusal !== null) return send(refusal);
    const input = await readJson(request.iterator({ destroyOnReturn: false }));
    if (!input.ok) return send(createErrorResponse(input.code));
    const { status, body } = route.run(result.principal, input.value);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  } catch (error) {
    console.error(redact(error));
    send(createErrorResponse('internal_server_error'));
  }
});

server.listen(Number(process.env['PORT'] ?? 4181), '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  console.log(welcome(`http://127.0.0.1:${port}`, first));
});
