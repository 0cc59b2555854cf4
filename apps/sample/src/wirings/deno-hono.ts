import { createMemoryStore } from '@lynk-auth/authority';
import { createErrorResponse, toResponse } from '@lynk-auth/core/server';
import { lynkAuth, requirePermission } from '@lynk-auth/hono';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import {
  type ApiResponse,
  getOrganization,
  listSboms,
  renameOrganization,
  uploadSbom,
} from '../api/index.ts';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';
import { readJson } from '../web/read-json.ts';

const { verifier, first } = await openAuthority(createMemoryStore());

const send = (c: Context, { status, body }: ApiResponse) => c.json(body, status as ContentfulStatusCode);
const sendFor = async (c: Context, run: (input: unknown) => ApiResponse) => {
  const input = await readJson(c.req.raw.body);
  return input.ok ? send(c, run(input.value)) : toResponse(createErrorResponse(input.code));
};

const app = new Hono()
  .use(lynkAuth({ verifier }))
  .get('/organization', requirePermission('view_organization'), (c) => send(c, getOrganization(c.var.lynk)))
  .patch('/organization', requirePermission('update_organization'), (c) =>
    sendFor(c, (change) => renameOrganization(c.var.lynk, change)),
  )
  .get('/sboms', requirePermission('view_sboms'), (c) => send(c, listSboms(c.var.lynk)))
  .post('/sboms', requirePermission('update_sboms'), (c) =>
    sendFor(c, (document) => uploadSbom(c.var.lynk, document)),
  );

Deno.serve(
  {
    hostname: '127.0.0.1',
    port: Number(Deno.env.get('PORT') ?? 4181),
    onListen: ({ hostname, port }) => console.log(welcome(`http://${hostname}:${port}`, first)),
  },
  app.fetch,
);
