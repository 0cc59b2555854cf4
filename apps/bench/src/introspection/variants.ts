import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { createAuthority, lynkSystemRoles, systemActor } from '@lynk-auth/authority';
import { createAuthorityHandler, toNodeHandler } from '@lynk-auth/authority/http';
import { createVerifier } from '@lynk-auth/verifier';
import { createSqlitePlace } from '../places/sqlite-place.ts';
import { listen } from '../plugins/variant.ts';

/** A server, and the introspection request that it accepts. */
export interface StartedIntrospection {
  readonly port: number;
  readonly path: string;
  readonly authorization: string;
  readonly token: string;
}

export const variants: Readonly<Record<string, () => Promise<StartedIntrospection>>> = {
  /** Reads the form and sends a fixed response of the same size. */
  async 'no introspection'() {
    const body = JSON.stringify({ active: true, scope: 'view_sboms', sub: crypto.randomUUID(), exp: 1 });
    const server = createServer(async (request, response) => {
      await text(request);
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': body.length })
        .end(body);
    });
    const { port } = await listen(server, '');
    return { port, path: '/introspect', authorization: 'Bearer none', token: crypto.randomUUID() };
  },

  /** A store on SQLite and a cache, on Node's own server. */
  async '@lynk-auth/authority'() {
    const place = await createSqlitePlace();
    process.once('exit', () => void place.remove?.());
    const systemRoles = { ...lynkSystemRoles, Gateway: ['introspect_tokens'] } as const;
    const authority = createAuthority({ store: place.store, systemRoles });
    const verifier = createVerifier({ source: authority.source });
    const acme = await authority.createOrganization({ id: 'acme', name: 'Acme', admin: { userId: 'ada' } });
    if (!acme.ok) throw new Error(acme.message);
    const issue = async (roleId: string) => {
      const issued = await authority.as(systemActor('acme')).issueServiceToken({ name: 'n', roleId });
      if (!issued.ok) throw new Error(issued.message);
      return issued.secret.reveal();
    };
    const server = createServer(toNodeHandler(createAuthorityHandler({ authority, verifier })));
    const authorization = `Bearer ${await issue('gateway')}`;
    const { port } = await listen(server, authorization);
    return { port, path: '/introspect', authorization, token: await issue('viewer') };
  },

  /** Opaque tokens in its own memory. */
  async 'oidc-provider'() {
    // The parent reads the standard output, and this package writes its warnings there.
    Object.assign(console, { info: console.error, warn: console.error });
    const { Provider } = await import('oidc-provider');
    const client = { client_id: 'gateway', client_secret: 'gateway-secret' };
    const server = createServer();
    const authorization = `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}`;
    const { port } = await listen(server, authorization);
    const provider = new Provider(`http://127.0.0.1:${port}`, {
      clients: [{ ...client, grant_types: ['client_credentials'], redirect_uris: [], response_types: [] }],
      scopes: ['view_sboms'],
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: false },
        introspection: { enabled: true },
      },
    });
    server.on('request', provider.callback());
    const response = await fetch(`http://127.0.0.1:${port}/token`, {
      method: 'POST',
      headers: { authorization },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'view_sboms' }),
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    return { port, path: '/token/introspection', authorization, token };
  },
};
