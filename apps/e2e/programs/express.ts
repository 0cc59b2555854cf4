import type { AddressInfo } from 'node:net';
import { getPrincipal, type LynkAuthOptions, lynkAuth, requirePermission } from '@lynk-auth/express';
import express, { type Express, type Request, type RequestHandler } from 'express';

const token = '%TOKEN%';

export const verifier: LynkAuthOptions['verifier'] = {
  verify: (text) =>
    text === token
      ? {
          ok: true,
          principal: {
            kind: 'service',
            tokenId: 'ci',
            organizationId: 'acme',
            permissions: ['view_sboms'],
            expiresAt: null,
          },
        }
      : { ok: false, kind: 'invalid_token', reason: 'unknown' },
};
// The types of Express name packages that are not its dependencies: without these annotations, pnpm users get TS2742.
export const auth: RequestHandler = lynkAuth({ verifier });
export const uploads: RequestHandler = requirePermission('update_sboms');
export const principalOf = (request: Request) => getPrincipal(request);
export const maybePrincipal = (request: Request) => request.lynk;

export const app: Express = express();
app.use(auth);
app.get('/me', (request, response) => {
  response.json(principalOf(request));
});
app.post('/sboms', uploads, (_, response) => {
  response.json({});
});

export async function main() {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const headers = { authorization: `Bearer ${token}` };
  const statuses = [
    (await fetch(`${url}/me`, { headers })).status,
    (await fetch(`${url}/me`)).status,
    (await fetch(`${url}/sboms`, { method: 'POST', headers })).status,
  ];
  server.close();
  server.closeAllConnections();
  if (statuses.join() !== '200,401,403') throw new Error(`The statuses are ${statuses}.`);
}

main().then(() => console.log('fine'));
