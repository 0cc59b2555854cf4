import { rm } from 'node:fs/promises';
import { systemActor } from '@lynk-auth/authority';
import { createCheckSource } from '@lynk-auth/remote';
import { createVerifier, digestToken } from '@lynk-auth/verifier';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  openFolder,
  startTestConsole,
  type TestConsole,
  temporaryFolder,
  withLastChanged,
} from './console.ts';
import { spawnConsole } from './spawn-console.ts';

/** The source of another service that checks tokens with the console at this address. */
const sourceOf = (address: string) =>
  createCheckSource({
    endpoint: `${address}/lynkapi`,
    maxStalenessSeconds: 0,
    timeoutMs: 10_000,
    permissions: ['view_sboms'],
  });

const REVOKE = 'mutation ($input: ApiTokenDeleteInput!) { apiTokenDelete(input: $input) { errors } }';

describe('the check source looks up', () => {
  let api: TestConsole;
  beforeAll(async () => {
    api = await startTestConsole();
  });
  afterAll(() => api.dispose());

  const lookup = (token: string) => sourceOf(api.address).lookup(token, [digestToken(token)]);

  async function organizationId(): Promise<string> {
    return (await api.query('{ organization { id } }')).json.data.organization.id;
  }

  test('a personal token, with its expiry', async () => {
    const expires = (await api.query('{ organization { id } }')).headers.get('lynk-token-expires');
    const expiresAt = Date.parse(expires ?? '');
    expect(await lookup(api.token)).toEqual({
      ok: true,
      principal: {
        kind: 'personal',
        tokenId: expect.stringMatching(/^sha256:[0-9a-f]{32}$/),
        userId: expect.stringMatching(/^sha256:[0-9a-f]{32}$/),
        organizationId: await organizationId(),
        permissions: ['view_sboms'],
        expiresAt,
      },
      validUntil: expiresAt,
    });
  });

  test('a service token, which has no expiry', async () => {
    expect(await lookup(await api.issue('Viewer'))).toMatchObject({
      ok: true,
      principal: { kind: 'service', organizationId: await organizationId(), expiresAt: null },
      validUntil: null,
    });
  });

  test('an unknown token and a revoked token', async () => {
    const unknown = { ok: false, reason: 'unknown' };
    const token = await api.issue('Admin');
    expect(await lookup(withLastChanged(token))).toEqual(unknown);
    expect(await lookup(token)).toMatchObject({ ok: true });
    await api.query(REVOKE, { variables: { input: { token } } });
    expect(await lookup(token)).toEqual(unknown);
  });

  test('a token that may not read its organization', async () => {
    const system = await openFolder(api.folder);
    const id = await organizationId();
    const [member] = await system.store.listMembers(id);
    const issued = await system.authority
      .as(systemActor(id))
      .issuePersonalToken({ name: 'narrow', ownerId: member?.userId, permissions: ['view_sboms'] });
    await system.close();
    if (!issued.ok) throw new Error(issued.message);
    expect(await lookup(issued.secret.reveal())).toMatchObject({ ok: false, reason: 'role_gone' });
  });
});

test('is unavailable while the console is down, and recovers', async () => {
  const folder = await temporaryFolder();
  try {
    const first = await spawnConsole(folder);
    const token = /^ {2}(lynk_live_\w+)$/m.exec(first.stdout())?.[1] ?? '';
    const verifier = createVerifier({ source: sourceOf(first.address) });
    expect(await verifier.verify(token)).toMatchObject({ ok: true });

    first.child.kill('SIGKILL');
    await first.finished;
    expect(await verifier.verify(token)).toMatchObject({ kind: 'unavailable', reason: 'source_down' });

    const second = await spawnConsole(folder, { PORT: new URL(first.address).port });
    expect(await verifier.verify(token)).toMatchObject({ ok: true });
    second.child.kill();
    await second.finished;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
