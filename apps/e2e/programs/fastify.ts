import { getPrincipal, type LynkAuthOptions, lynkAuth, requirePermission } from '@lynk-auth/fastify';
import { type FastifyRequest, fastify } from 'fastify';

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
export const plugin = lynkAuth;
export const uploads = requirePermission('update_sboms');
export const principalOf = (request: FastifyRequest) => getPrincipal(request);
export const maybePrincipal = (request: FastifyRequest) => request.lynk;

export const app = fastify();
app.register(lynkAuth, { verifier });
app.get('/me', async (request) => principalOf(request));
app.post('/sboms', { onRequest: uploads }, async () => ({}));

export async function main() {
  const headers = { authorization: `Bearer ${token}` };
  const statuses = [
    (await app.inject({ url: '/me', headers })).statusCode,
    (await app.inject('/me')).statusCode,
    (await app.inject({ method: 'POST', url: '/sboms', headers })).statusCode,
  ];
  await app.close();
  if (statuses.join() !== '200,401,403') throw new Error(`The statuses are ${statuses}.`);
}

main().then(() => console.log('fine'));
