// Issues and revokes for ever. Each line on stdout is a command that was answered: written at once
// and by itself, so that what was said before the process is killed is not lost.
import { writeSync } from 'node:fs';
import Database from 'libsql';
import { openSqliteStore } from '../../dist/index.js';

const [path, organizationId, roleId] = process.argv.slice(2);
const store = await openSqliteStore({ driver: Database, path });
const base = { organizationId, actor: { kind: 'system', id: null } };
writeSync(1, 'ready\n');

for (;;) {
  const tokenId = crypto.randomUUID();
  const issued = await store.apply({
    ...base,
    type: 'issue_token',
    at: Date.now(),
    tokenId,
    kind: 'service',
    environment: 'test',
    name: 'crash',
    mask: 'lynk_service_test_eTQw…',
    digest: crypto.getRandomValues(new Uint8Array(32)),
    ownerId: null,
    roleId,
    ceiling: null,
    expiresAt: null,
    limit: null,
  });
  if (!issued.ok) throw new Error(issued.reason);
  writeSync(1, `issued ${tokenId}\n`);
  const revoked = await store.apply({ ...base, type: 'revoke_token', at: Date.now(), tokenId });
  if (!revoked.ok) throw new Error(revoked.reason);
  writeSync(1, `revoked ${tokenId}\n`);
}
