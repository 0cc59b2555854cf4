// A third-party authorization server with introspection (RFC 7662) and revocation (RFC 7009).
// Prints its issuer URL as JSON and runs until it is terminated.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [clients] = process.argv.slice(2).map((json) => JSON.parse(json));
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: clients.map((client) => ({
    ...client,
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
  })),
  scopes: ['view_sboms', 'update_sboms'],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: (_, client) => client.clientId.startsWith('api') },
    revocation: { enabled: true },
  },
  extraTokenClaims: (_, { clientId }) =>
    clientId === 'no-organization'
      ? undefined
      : { sub: clientId, lynk_kind: 'service', lynk_token_id: clientId, lynk_organization_id: 'o1' },
  ttl: { ClientCredentials: (_, __, { clientId }) => (clientId === 'short-lived' ? 1 : 600) },
});
server.on('request', provider.callback());
process.stdout.write(`${JSON.stringify({ issuer })}\n`);
