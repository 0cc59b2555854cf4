import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { toNodeHandler } from '@lynk-auth/authority/http';
import { lynkAuth, requirePermission } from '@lynk-auth/express';
import express from 'express';
import { openTokens } from '../host/open-tokens.ts';
import { endSession, findUser, startSession } from '../host/sessions.ts';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const web = fileURLToPath(new URL('web', import.meta.url));
const { manage, verifier } = await openTokens();
const app = express();

// The API of the application. A token opens it, a session does not.
app.get('/api/sboms', lynkAuth({ verifier }), requirePermission('view_sboms'), (_, response) => {
  response.json([]);
});

// What the token pages call. A session opens it, a token does not.
app.all('/manage/api/*path', toNodeHandler(manage));

// The log-in of the application.
app.post('/log-in', express.urlencoded(), (request, response) => {
  response.setHeader('Set-Cookie', startSession(request.body?.user));
  response.redirect(303, '/');
});
app.post('/log-out', (request, response) => {
  endSession(request.headers.cookie);
  response.redirect(303, '/');
});
app.get('/session', (request, response) => {
  response.setHeader('Cache-Control', 'no-store').json(findUser(request.headers.cookie));
});

// The page, built by Vite.
app.use(
  express.static(web, { setHeaders: (response) => response.setHeader('Content-Security-Policy', CSP) }),
);

const server = createServer(app).listen(Number(process.env['PORT'] ?? 4181), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`The application is listening on http://127.0.0.1:${port}`);
});
