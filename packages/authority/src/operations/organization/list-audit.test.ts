import { defineTokenFormat, generateToken } from '@lynk-auth/core';
import { describe, expect, it } from 'vitest';
import { createTestOrganization, DAY, expectOk, START } from '../../../test/create-test-organization.ts';
import type { CallOrigin } from '../../audit/create-origin-adder.ts';
import { createAuthority } from '../../create-authority.ts';
import { createMemoryStore } from '../../memory/create-memory-store.ts';
import type { Store } from '../../store/store.ts';
import type { AuditPage } from './list-audit.ts';

const origin = { clientIp: '192.0.2.7', userAgent: 'curl/8.0' };

describe('listAudit', () => {
  it('says who changed what, when and from where', async () => {
    const { authority, admin, advance } = await createTestOrganization();
    advance(DAY);
    const manage = authority.as(admin, origin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'laptop' }));
    expectOk(await manage.updateToken(token.id, { name: 'desktop' }));
    const { entries, nextCursor } = expectOk(await manage.listAudit({ tokenId: token.id }));
    const common = { actor: { kind: 'user', id: admin.userId }, at: START + DAY, origin, tokenId: token.id };
    expect(entries).toMatchObject([
      { ...common, action: 'update_token', before: { name: 'laptop' }, after: { name: 'desktop' } },
      { ...common, action: 'issue_token', before: null, after: { name: 'laptop', mask: token.mask } },
    ]);
    expect(nextCursor).toBeNull();
  });

  it('pages through all entries, also when there are new ones', async () => {
    const { authority, admin } = await createTestOrganization();
    const manage = authority.as(admin);
    for (const name of ['a', 'b', 'c', 'd', 'e']) expectOk(await manage.issuePersonalToken({ name }));
    const action = 'issue_token';
    const names: unknown[] = [];
    let cursor: string | null = null;
    do {
      const page: AuditPage = expectOk(
        await manage.listAudit({ action, limit: 2, ...(cursor === null ? {} : { cursor }) }),
      );
      names.push(...page.entries.map(({ after }) => after?.['name']));
      cursor = page.nextCursor;
      expectOk(await manage.issuePersonalToken({ name: 'new' }));
    } while (cursor !== null);
    expect(names).toEqual(['e', 'd', 'c', 'b', 'a']);
  });

  it('takes times as dates', async () => {
    const { authority, admin, advance } = await createTestOrganization();
    const manage = authority.as(admin);
    advance(DAY);
    expectOk(await manage.issuePersonalToken({ name: 'later' }));
    const later = expectOk(await manage.listAudit({ from: new Date(START + DAY) as never }));
    expect(later.entries).toHaveLength(1);
    const earlier = expectOk(await manage.listAudit({ to: START + DAY }));
    expect(earlier.entries.every(({ at }) => at === START)).toBe(true);
  });

  it('is for actors with the right only, within their organization', async () => {
    const { authority, admin, operator, viewer, addOrganization } = await createTestOrganization();
    const beta = await addOrganization('Beta');
    for (const actor of [operator, viewer]) {
      expect(await authority.as(actor).listAudit()).toMatchObject({ reason: 'forbidden' });
      expect(await authority.as(actor).exportAudit()).toMatchObject({ reason: 'forbidden' });
    }
    for (const actor of [admin, beta.admin]) {
      const { entries } = expectOk(await authority.as(actor).listAudit());
      expect(entries.length).toBeGreaterThan(0);
      expect(new Set(entries.map((entry) => entry.organizationId))).toEqual(new Set([actor.organizationId]));
    }
  });

  it.each([
    [{ limit: 0 }, 'limit'],
    [{ limit: 501 }, 'limit'],
    [{ cursor: '-1' }, 'cursor'],
    [{ cursor: 7 }, 'cursor'],
    [{ from: 'yesterday' }, 'from'],
    [{ to: Number.NaN }, 'to'],
    [{ tokenId: '' }, 'tokenId'],
    [{ action: "'; drop table audit" }, 'action'],
    [{ actor: { kind: 'robot', id: null } }, 'kind'],
    [{ tokens: 'x' }, 'tokens'],
  ])('rejects the filter %j', async (filter, field) => {
    const { authority, admin } = await createTestOrganization();
    const outcome = await authority.as(admin).listAudit(filter as never);
    expect(outcome).toMatchObject({ reason: 'invalid', field });
  });
});

describe('exportAudit', () => {
  it('exports all entries of a filter as JSON lines, in several pages', async () => {
    const { authority, admin } = await createTestOrganization();
    const manage = authority.as(admin, origin);
    const { token } = expectOk(await manage.issuePersonalToken({ name: 'n' }));
    for (let count = 0; count < 600; count += 1) await manage.updateToken(token.id, { name: `n${count}` });
    const { lines } = expectOk(await manage.exportAudit({ tokenId: token.id, action: 'update_token' }));
    const read = [];
    for await (const line of lines) {
      expect(line.endsWith('\n')).toBe(true);
      read.push(JSON.parse(line));
    }
    expect(read).toHaveLength(600);
    expect(read[0]).toMatchObject({ after: { name: 'n599' }, origin });
    expect(read.at(-1)).toMatchObject({ before: { name: 'n' }, after: { name: 'n0' } });
  });
});

describe('the origin of a call', () => {
  it('is recorded by a store that is an instance of a class', async () => {
    class ClassStore {
      readonly #store = createMemoryStore();
      readonly leaseMs = 0;
      static {
        for (const name of Object.keys(createMemoryStore()).filter((key) => key !== 'leaseMs')) {
          Object.defineProperty(ClassStore.prototype, name, {
            value(this: ClassStore, ...args: unknown[]) {
              return (this.#store as never as Record<string, (...all: unknown[]) => unknown>)[name]?.(
                ...args,
              );
            },
          });
        }
      }
    }
    const { authority, admin } = await createTestOrganization(undefined, new ClassStore() as never as Store);
    const manage = authority.as(admin, origin);
    expectOk(await manage.issuePersonalToken({ name: 'n' }));
    expect(expectOk(await manage.listAudit()).entries[0]).toMatchObject({ origin });
  });

  it('never contains a token of the host’s own format', async () => {
    const format = defineTokenFormat({ brand: 'acme', environments: ['live'], kinds: { personal: '' } });
    const authority = createAuthority({ store: createMemoryStore(), format });
    expectOk(await authority.createOrganization({ id: 'acme', name: 'Acme', admin: { userId: 'ada' } }));
    const secret = generateToken<string>({ format, kind: 'personal', environment: 'live' }).reveal();
    const user = { kind: 'user', organizationId: 'acme', userId: 'ada' } as const;
    const manage = authority.as(user, { clientIp: secret, userAgent: `curl ${secret}` });
    expectOk(await manage.issuePersonalToken({ name: 'n' }));
    const text = JSON.stringify(expectOk(await manage.listAudit()).entries);
    expect(text).not.toContain(secret.slice(15, 30));
  });

  it('never contains a token', async () => {
    const { authority, admin } = await createTestOrganization();
    const secret = generateToken({ kind: 'personal', environment: 'live' }).reveal();
    const userAgent = `${'x'.repeat(240)} ${secret}`;
    const manage = authority.as(admin, { clientIp: secret, userAgent });
    expectOk(await manage.issuePersonalToken({ name: 'n' }));
    const [entry] = expectOk(await manage.listAudit()).entries;
    expect(JSON.stringify(entry)).not.toContain(secret.slice(15, 25));
    expect(entry?.origin.userAgent).toHaveLength(256);
  });

  it.each([{ ip: '192.0.2.7' }, { clientIp: 7 }, { userAgent: null }, null, 'curl'])(
    'rejects %j',
    async (wrong) => {
      const { authority, admin } = await createTestOrganization();
      expect(() => authority.as(admin, wrong as unknown as CallOrigin)).toThrow(
        expect.objectContaining({ code: 'configuration' }),
      );
    },
  );
});

it('a name that contains a token is rejected', async () => {
  const { authority, admin } = await createTestOrganization();
  const secret = generateToken({ kind: 'service', environment: 'live' }).reveal();
  const outcome = await authority.as(admin).issuePersonalToken({ name: `my ${secret}` });
  expect(outcome).toMatchObject({ reason: 'invalid', field: 'name' });
  expect(JSON.stringify(outcome)).not.toContain(secret);
});
