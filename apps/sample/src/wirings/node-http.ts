import { createServer } from 'node:http';
import { createMemoryStore } from '@lynk-auth/authority';
import {
  createAnswer,
  createRequestAuthenticator,
  type HttpAnswer,
  readNodeRequest,
  redact,
  sendNodeAnswer,
} from '@lynk-auth/core';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';
import { findRoute } from '../web/find-route.ts';
import { readJson } from '../web/read-json.ts';

const { verifier, first } = await openAuthority(createMemoryStore());
const { authenticate } = createRequestAuthenticator('sample', { verifier }, readNodeRequest);

const server = createServer(async (request, response) => {
  const refuse = (answer: HttpAnswer) => sendNodeAnswer(answer, request, response);
  try {
    const judged = await authenticate(request);
    if (!judged.ok) return refuse(judged.answer);
    response.setHeaders(new Map(Object.entries(judged.headers)));
    const { method = '', url = '' } = request;
    const route = findRoute(method, url.replace(/\?.*/, ''));
    if (route === undefined) return refuse(createAnswer('not_found'));
    const refusal = route.authorizer.refusal(judged.principal);
    if (refusal !== null) return refuse(refusal);
    const input = await readJson(request.iterator({ destroyOnReturn: false }));
    if (!input.ok) return refuse(createAnswer(input.code));
    const { status, body } = route.answer(judged.principal, input.value);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  } catch (error) {
    console.error(redact(error));
    refuse(createAnswer('internal_server_error'));
  }
});

server.listen(Number(process.env['PORT'] ?? 4181), '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  console.log(welcome(`http://127.0.0.1:${port}`, first));
});
