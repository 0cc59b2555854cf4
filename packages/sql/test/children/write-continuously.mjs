// Issues, rotates, suspends and revokes tokens, and adds and removes members, until it is killed. Each line of output is
// an acknowledged command. It is written synchronously, so that none is lost when the process is killed.
import { writeSync } from 'node:fs';
import { openStore } from './open-store.mjs';

const [database, organizationId, roleId] = process.argv.slice(2);
const store = await openStore(database);
const randomDigest = () => crypto.getRandomValues(new Uint8Array(32));
writeSync(1, 'ready\n');

async function apply(type, command, ids) {
  const base = { organizationId, actor: { kind: 'system', id: null }, at: Date.now() };
  const outcome = await store.apply({ ...base, type, ...command });
  if (!outcome.ok) throw new Error(`${type}: ${outcome.reason}`);
  writeSync(1, `${type} ${ids}\n`);
}

async function issue(overrides) {
  const tokenId = crypto.randomUUID();
  const token = {
    kind: 'service',
    environment: 'test',
    name: 'crash',
    mask: 'lynk_service_test_eTQw…',
    digest: randomDigest(),
    ownerId: null,
    roleId,
    ceiling: null,
    managedBy: { kind: 'system', id: null },
    expiresAt: null,
    limit: null,
  };
  await apply('issue_token', { tokenId, ...token, ...overrides }, tokenId);
  return tokenId;
}

for (;;) {
  const tokenId = await issue({});
  const digest = randomDigest();
  const hex = Buffer.from(digest).toString('hex');
  const overlap = { overlapUntil: Date.now() + 1000, drainUntil: Date.now() };
  const rotate = { tokenId, digest, mask: 'lynk_service_test_n3w0…', ...overlap };
  await apply('rotate_token', rotate, `${tokenId} ${hex}`);
  await apply('activate_secret', { tokenId, digest }, `${tokenId} ${hex}`);
  await apply('retire_secrets', { tokenId, digest }, `${tokenId} ${hex}`);
  await apply('suspend_token', { tokenId }, tokenId);
  await apply('revoke_token', { tokenId }, tokenId);

  const userId = crypto.randomUUID();
  await apply('add_member', { userId, name: 'crash', email: 'crash@example.com', roleId }, userId);
  const personal = await issue({ kind: 'personal', ownerId: userId, roleId: null });
  await apply('remove_member', { userId, administratorRoleName: 'Admin' }, `${personal} ${userId}`);
}
