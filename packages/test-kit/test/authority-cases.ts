import { expect } from 'vitest';
import type { RuntimeName } from '../src/index.ts';
import type { StartedAuthority } from './authority-handler.ts';

/** A server with the handlers of a new authority. */
export interface AuthorityServer extends StartedAuthority {
  readonly runtime: RuntimeName;
  /** The URL below which the handlers are. */
  readonly base: string;
}

interface AuthorityCase {
  readonly name: string;
  readonly run: (server: AuthorityServer) => Promise<void>;
}

interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>> | string;
  readonly json?: unknown;
}

/** Sends a request, such as `POST /introspect`. */
async function send({ base }: AuthorityServer, request: string, { headers, form, json }: Sent = {}) {
  const [method = '', path = ''] = request.split(' ');
  const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  const text = typeof form === 'string' ? form : new URLSearchParams(form).toString();
  const response = await fetch(`${base}${path}`, {
    method,
    headers: { ...(method === 'POST' && { 'content-type': type }), ...headers },
    ...(method === 'POST' && { body: form === undefined ? JSON.stringify(json ?? {}) : text }),
  });
  const body = await response.text();
  return {
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    body: body === '' ? null : JSON.parse(body),
  };
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const session = { 'x-session': 'ada' };
const inactive = { status: 200, body: { active: false } };

/** What the handlers do on every runtime. */
export const authorityCases: readonly AuthorityCase[] = [
  {
    name: 'reports health without a token',
    async run(server) {
      expect(await send(server, 'GET /healthz')).toMatchObject({ status: 200, body: { status: 'ok' } });
    },
  },
  {
    name: 'introspects tokens for a service, and only those of its organization',
    async run(server) {
      const headers = bearer(server.gateway);
      const introspect = (token: string) => send(server, 'POST /introspect', { headers, form: { token } });
      expect(await introspect(server.viewer)).toMatchObject({
        status: 200,
        body: { active: true, scope: expect.stringContaining('view_sboms'), lynk_organization_id: 'acme' },
      });
      for (const token of [server.foreign, `${server.viewer}x`, 'x']) {
        expect(await introspect(token)).toMatchObject(inactive);
      }
    },
  },
  {
    name: 'authenticates a service by HTTP Basic',
    async run(server) {
      const basic = (secret: string) => ({ authorization: `Basic ${btoa(`gateway:${secret}`)}` });
      const form = { token: server.viewer };
      const accepted = await send(server, 'POST /introspect', { headers: basic(server.gateway), form });
      expect(accepted).toMatchObject({ status: 200, body: { active: true } });
      const rejected = await send(server, 'POST /introspect', { headers: basic('x'), form });
      expect(rejected).toMatchObject({ status: 401, challenge: 'Basic realm="api"' });
    },
  },
  {
    name: 'rejects a caller without a token, with a bad one, and without the permission',
    async run(server) {
      const form = { token: server.viewer };
      expect(await send(server, 'POST /introspect', { form })).toMatchObject({
        status: 401,
        challenge: 'Bearer realm="api"',
      });
      const bad = await send(server, 'POST /introspect', { headers: bearer('lynk_live_x'), form });
      expect(bad).toMatchObject({ status: 401, challenge: 'Bearer realm="api", error="invalid_token"' });
      const denied = await send(server, 'POST /introspect', { headers: bearer(server.viewer), form });
      expect(denied).toMatchObject({ status: 403, challenge: expect.stringContaining('insufficient_scope') });
    },
  },
  {
    name: 'rejects a form that cannot be read, is too large, or has another media type',
    async run(server) {
      const headers = bearer(server.gateway);
      const statuses = [];
      for (const form of ['', 'token=a&token=a', 'token=%ff&client_secret=x', `token=${'x'.repeat(9000)}`]) {
        statuses.push((await send(server, 'POST /introspect', { headers, form })).status);
      }
      statuses.push((await send(server, 'POST /introspect', { headers, json: {} })).status);
      expect(statuses).toEqual([400, 400, 400, 413, 415]);
    },
  },
  {
    name: 'revokes a token that ends itself, once and again',
    async run(server) {
      const form = { token: server.viewer };
      const revoked = await send(server, 'POST /revoke', { headers: bearer(server.viewer), form });
      expect(revoked).toMatchObject({ status: 200, body: null });
      const headers = bearer(server.gateway);
      expect(await send(server, 'POST /introspect', { headers, form })).toMatchObject(inactive);
      expect(await send(server, 'POST /revoke', { headers, form })).toMatchObject({ status: 200 });
    },
  },
  {
    name: 'a page creates, lists, rotates and revokes a token',
    async run(server) {
      const headers = session;
      const created = await send(server, 'POST /api/personal-tokens', { headers, json: { name: 'Zürich' } });
      expect(created).toMatchObject({ status: 201, body: { token: { name: 'Zürich', state: 'active' } } });
      const { id } = created.body.token;
      const listed = await send(server, 'GET /api/tokens?kind=personal', { headers });
      expect(listed).toMatchObject({ status: 200, body: { tokens: [{ id }], total: 1 } });
      const rotated = await send(server, `POST /api/tokens/${id}/rotate`, { headers });
      expect(rotated).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^lynk_live_/) } });
      const introspect = (token: string) =>
        send(server, 'POST /introspect', { headers: bearer(server.gateway), form: { token } });
      expect(await introspect(created.body.secret)).toMatchObject({ body: { active: true } });
      expect(await introspect(rotated.body.secret)).toMatchObject({ body: { active: true } });
      const revoked = await send(server, `POST /api/tokens/${id}/revoke`, { headers });
      expect(revoked).toMatchObject({ status: 200, body: { token: { state: 'revoked' } } });
      expect(await introspect(rotated.body.secret)).toMatchObject(inactive);
    },
  },
  {
    name: 'the management API is closed without a session, to other origins and to forms',
    async run(server) {
      const json = { name: 'n' };
      const request = 'POST /api/personal-tokens';
      expect((await send(server, request, { json })).status).toBe(401);
      const foreign = { ...session, origin: 'https://evil.example' };
      expect((await send(server, request, { headers: foreign, json })).status).toBe(403);
      expect((await send(server, request, { headers: session, form: json })).status).toBe(415);
      expect((await send(server, 'GET /api/tokens', { headers: session })).body).toMatchObject({ total: 2 });
    },
  },
  {
    name: 'describes the management API',
    async run(server) {
      const { status, body } = await send(server, 'GET /api/openapi.json');
      expect([status, body.openapi, Object.keys(body.paths).length > 20]).toEqual([200, '3.1.1', true]);
    },
  },
  {
    name: 'the audit log has the address of the client, where the runtime exposes it',
    async run(server) {
      await send(server, 'POST /api/personal-tokens', { headers: session, json: { name: 'n' } });
      const { body } = await send(server, 'GET /api/audit?limit=1', { headers: session });
      const exposes = server.runtime === 'deno' || server.runtime.startsWith('node');
      expect(body.entries[0].origin.clientIp).toBe(exposes ? '127.0.0.1' : null);
    },
  },
  {
    name: 'responds with 404 to an unknown path, and with 405 to another method',
    async run(server) {
      const statuses = [];
      for (const request of ['GET /x', 'GET /introspect', 'GET /revoke', 'POST /healthz', 'GET /api/x']) {
        statuses.push((await send(server, request)).status);
      }
      expect(statuses).toEqual([404, 405, 405, 405, 404]);
    },
  },
];
