import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createAuthority, type Store, systemActor } from '@lynk-auth/authority';
import { storeContract } from '@lynk-auth/conformance';
import { createVerifier } from '@lynk-auth/verifier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTypeErrors, type WrittenBlocks, writeBlocks } from './write-blocks.ts';

let blocks: WrittenBlocks;
let openFileStore: (path: string) => Promise<Store>;
const folder = mkdtempSync(join(tmpdir(), 'lynk-auth-docs-'));
let stores = 0;
const newPath = () => {
  stores += 1;
  return join(folder, `${stores}.jsonl`);
};

beforeAll(async () => {
  blocks = writeBlocks('guides/add-a-store.md', ['open-file-store', 'contract.test']);
  const [file = ''] = blocks.files;
  ({ openFileStore } = await import(pathToFileURL(file.replace(/\.ts$/, '.js')).href));
});
afterAll(() => {
  blocks.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('the store of the guide "Add a store"', () => {
  it('compiles, and so does its test', () => expect(findTypeErrors(blocks.files)).toEqual([]));

  for (const { name, run } of storeContract) it(name, () => run(() => openFileStore(newPath())));

  it('keeps tokens and revocations when it is opened again, also after half a line', async () => {
    const path = newPath();
    const first = await openFileStore(path);
    const created = await createAuthority({ store: first }).createOrganization({
      name: 'Acme Corp',
      admin: { userId: 'ada' },
    });
    if (!created.ok) throw new Error(created.message);
    const issue = async (store: Store) => {
      const management = createAuthority({ store }).as(systemActor(created.organization.id));
      const issued = await management.issuePersonalToken({ name: 'laptop', ownerId: 'ada' });
      if (!issued.ok) throw new Error(issued.message);
      return { management, ...issued };
    };
    const [kept, revoked] = [await issue(first), await issue(first)];
    await revoked.management.revokeToken(revoked.token.id);
    await first.close();
    expect(readFileSync(path, 'utf8').includes(kept.secret.reveal())).toBe(false);

    appendFileSync(path, '{"type":"revoke_to');
    const second = await openFileStore(path);
    const later = await issue(second);
    await second.close();
    const third = await openFileStore(path);
    const verifier = createVerifier({ source: createAuthority({ store: third }).source });
    expect(await verifier.verify(kept.secret.reveal())).toMatchObject({ ok: true });
    expect(await verifier.verify(later.secret.reveal())).toMatchObject({ ok: true });
    expect(await verifier.verify(revoked.secret.reveal())).toMatchObject({ ok: false, reason: 'revoked' });
    await third.close();
  });
});
