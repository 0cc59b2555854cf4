import { createMemoryStore } from '@lynk-auth/authority';
import { getPrincipal, lynkAuth, requirePermission } from '@lynk-auth/fastify';
import fastify, { type FastifyReply } from 'fastify';
import {
  type ApiResponse,
  getOrganization,
  listSboms,
  renameOrganization,
  uploadSbom,
} from '../api/index.ts';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';

const { verifier, first } = await openAuthority(createMemoryStore());

const app = fastify({ bodyLimit: 16 * 1024 * 1024 });
const send = (reply: FastifyReply, { status, body }: ApiResponse) => reply.code(status).send(body);
const needs = (permission: string) => ({ onRequest: requirePermission(permission) });

app.register(lynkAuth, { verifier });

app.get('/organization', needs('view_organization'), (request, reply) =>
  send(reply, getOrganization(getPrincipal(request))),
);
app.patch('/organization', needs('update_organization'), (request, reply) =>
  send(reply, renameOrganization(getPrincipal(request), request.body)),
);
app.get('/sboms', needs('view_sboms'), (request, reply) => send(reply, listSboms(getPrincipal(request))));
app.post('/sboms', needs('update_sboms'), (request, reply) =>
  send(reply, uploadSbom(getPrincipal(request), request.body)),
);

const address = await app.listen({ port: Number(process.env['PORT'] ?? 4181), host: '127.0.0.1' });
console.log(welcome(address, first));
