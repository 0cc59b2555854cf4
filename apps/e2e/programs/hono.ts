import { getPrincipal, type LynkAuthOptions, lynkAuth, requirePermission } from '@lynk-auth/hono';
import { type Context, Hono } from 'hono';

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
export const auth = lynkAuth({ verifier });
export const optional = lynkAuth({ verifier, optional: true });
export const uploads = requirePermission('update_sboms');
export const principalOf = (context: Context) => getPrincipal(context);

export const app = new Hono()
  .use(auth)
  .get('/me', (c) => c.json({ you: c.var.lynk.tokenId, ...principalOf(c) }))
  .post('/sboms', uploads, (c) => c.json({}));

export async function main() {
  const headers = { authorization: `Bearer ${token}` };
  const statuses = [
    (await app.request('/me', { headers })).status,
    (await app.request('/me')).status,
    (await app.request('/sboms', { method: 'POST', headers })).status,
  ];
  if (statuses.join() !== '200,401,403') throw new Error(`The statuses are ${statuses}.`);
}

main().then(() => console.log('fine'));
