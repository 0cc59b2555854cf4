/// <reference types="node" />
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthority, createMemoryStore } from '@lynk-auth/authority';
import { createManagementHandler, createOpenApiDocument, toNodeHandler } from '@lynk-auth/authority/http';
import { afterEach, describe, expect, it } from 'vitest';
import { createManagementClient } from './create-management-client.ts';
import { isManagementError, type ManagementError } from './management-error.ts';
import { routes } from './routes.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function start(userId: string | null = 'ada') {
  const authority = createAuthority({ store: createMemoryStore() });
  await authority.createOrganization({ id: 'acme', name: 'Acme Corp', admin: { userId: 'ada' } });
  const actor = () => userId && ({ kind: 'user', organizationId: 'acme', userId } as const);
  const handler = createManagementHandler({ authority, basePath: '/api', actor: () => actor() || null });
  const origin = await listen(toNodeHandler(handler) as RequestListener);
  return { authority, client: createManagementClient({ endpoint: `${origin}/api/` }) };
}

const errorOf = async (promise: Promise<unknown>): Promise<ManagementError> => {
  const error = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  if (!isManagementError(error)) throw new Error('It did not fail as expected.');
  return error;
};

describe('createManagementClient', () => {
  it('has the routes of the authority', () => {
    const { paths } = createOpenApiDocument();
    const served = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [
        (operation as { operationId: string }).operationId,
        `${method.toUpperCase()} ${path}`,
      ]),
    );
    // A page has no token to revoke by its value; a role is in the list of roles.
    const unused = ['revokeByToken', 'getRole'];
    expect(routes).toEqual(Object.fromEntries(served.filter(([name = '']) => !unused.includes(name))));
  });

  it('manages tokens over HTTP', async () => {
    const { client } = await start();
    const self = await client.getSelf();
    expect(self).toMatchObject({ organization: { name: 'Acme Corp' }, role: { name: 'Admin' } });
    const expiresAt = new Date(Date.now() + 86_400_000);
    const { token, secret } = await client.issuePersonalToken({ name: 'a b/c', expiresAt });
    expect(token.expiresAt).toBe(expiresAt.getTime());
    expect(secret).toMatch(/^lynk_live_/);

    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret));
    const hex = Buffer.from(digest).toString('hex');
    expect((await client.findToken({ digest: hex })).token.id).toBe(token.id);
    const filter = {
      kind: 'personal',
      search: 'b/c',
      expiresBefore: new Date(Date.now() + 2 * 86_400_000),
    } as const;
    expect(await client.listTokens(filter)).toMatchObject({ total: 1, tokens: [{ id: token.id }] });
    expect(await client.listTokens({ ...filter, kind: undefined, search: 'd' })).toMatchObject({ total: 0 });
    await client.rotateToken(token.id, { overlapSeconds: 60 });
    expect((await client.listSecrets(token.id)).secrets).toHaveLength(2);
    expect((await client.updateToken(token.id, { name: 'd' })).token.name).toBe('d');
    await client.suspendToken(token.id);
    await client.resumeToken(token.id);
    expect((await client.revokeToken(token.id)).token.state).toBe('revoked');
    expect(await client.deleteToken(token.id)).toEqual({});
    const { entries } = await client.listAudit({
      actor: { kind: 'user', id: 'ada' },
      action: 'delete_token',
    });
    expect(entries).toHaveLength(1);
  });

  it('manages roles and members', async () => {
    const { client } = await start();
    const { role } = await client.createRole({ name: 'CI', permissions: ['view_sboms'] });
    const { member } = await client.addMember({ userId: 'o:1', name: 'Otto', roleId: role.id });
    expect(await client.getMember(member.userId)).toMatchObject({
      member: { role: { name: 'CI' } },
      liveTokens: 0,
    });
    await client.updateMember(member.userId, { roleId: 'viewer' });
    await client.suspendMember(member.userId);
    await client.resumeMember(member.userId);
    await client.removeMember(member.userId);
    expect((await client.listMembers()).members).toHaveLength(1);
    await client.updateRole(role.id, { name: 'CD' });
    await client.deleteRole(role.id);
    expect((await client.listRoles()).roles.map(({ name }) => name)).toEqual(['Admin', 'Operator', 'Viewer']);
    const { organization } = await client.updatePolicy({ allowedNetworks: ['192.0.2.0/24'] });
    expect(organization).toEqual((await client.getOrganization()).organization);
  });

  it('rejects with the reason, the status and the field of the API', async () => {
    const { client } = await start();
    const invalid = await errorOf(client.issuePersonalToken({ name: '' }));
    expect(invalid).toMatchObject({ reason: 'invalid', status: 400, field: 'name' });
    expect(invalid.message).toContain('1 to 100 characters');
    expect(await errorOf(client.getToken('no/such token'))).toMatchObject({
      reason: 'not_found',
      status: 404,
    });
    const signedOut = await start(null);
    expect(await errorOf(signedOut.client.getSelf())).toMatchObject({ reason: 'unauthorized', status: 401 });
  });

  it('rejects what is not a response of the API, without its content or the URL', async () => {
    const origin = await listen((request, response) => {
      const [, status = '', body = ''] = decodeURIComponent(request.url ?? '').split('/');
      response.writeHead(Number(status), { 'content-type': 'text/html' }).end(body);
    });
    const get = (status: number, body: string) =>
      errorOf(
        createManagementClient({ endpoint: `${origin}/${status}/${encodeURIComponent(body)}` }).getSelf(),
      );
    for (const body of ['<p>Log in</p>', '""', 'null', '']) {
      expect(await get(200, body)).toMatchObject({ reason: 'unexpected', status: 200 });
    }
    expect(await get(404, '<p>private</p>')).toMatchObject({ reason: 'unexpected', status: 404 });
    expect(await get(403, '{"errors":[{"message":1}]}')).toMatchObject({ reason: 'unexpected' });
    for (const status of [429, 500, 502, 503]) {
      expect(await get(status, '')).toMatchObject({ reason: 'unavailable', status });
    }
    const away = await errorOf(createManagementClient({ endpoint: 'http://127.0.0.1:9/private' }).getSelf());
    expect(away).toMatchObject({ reason: 'unavailable', status: null });
    expect(`${away.message}${away.stack}${away.cause}`).not.toContain('private');
  });

  it('gives up on a response that does not come', async () => {
    const origin = await listen(() => undefined);
    const client = createManagementClient({ endpoint: origin, timeoutMs: 20 });
    expect(await errorOf(client.getSelf())).toMatchObject({ reason: 'unavailable', status: null });
  });
});
