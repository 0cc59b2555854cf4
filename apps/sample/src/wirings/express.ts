import { getPrincipal, lynkAuth, requirePermission } from '@lynk-auth/express';
import { openSqliteStore } from '@lynk-auth/sql';
import express, { type Response } from 'express';
import Database from 'libsql';
import {
  type ApiResponse,
  getOrganization,
  listSboms,
  renameOrganization,
  uploadSbom,
} from '../api/index.ts';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';

// The SQLite file keeps the digests of the tokens.
const path = process.env['DATABASE'] ?? 'lynk.db';
const { verifier, first } = await openAuthority(await openSqliteStore({ driver: Database, path }));

const app = express();
const send = (response: Response, { status, body }: ApiResponse) => response.status(status).json(body);

// Authenticates requests before their bodies are read.
app.use(lynkAuth({ verifier }));
app.use(express.json({ limit: '16mb' }));

app.get('/organization', requirePermission('view_organization'), (request, response) => {
  send(response, getOrganization(getPrincipal(request)));
});
app.patch('/organization', requirePermission('update_organization'), (request, response) => {
  send(response, renameOrganization(getPrincipal(request), request.body));
});
app.get('/sboms', requirePermission('view_sboms'), (request, response) => {
  send(response, listSboms(getPrincipal(request)));
});
app.post('/sboms', requirePermission('update_sboms'), (request, response) => {
  send(response, uploadSbom(getPrincipal(request), request.body));
});

const server = app.listen(Number(process.env['PORT'] ?? 4181), '127.0.0.1', () => {
  const { port } = server.address() as { port: number };
  console.log(welcome(`http://127.0.0.1:${port}`, first));
});
