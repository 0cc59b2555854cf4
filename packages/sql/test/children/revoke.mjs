// Revokes one token after the other. Each line on stdout is a revocation that has resolved, and when
// by the clock that all processes of a machine share: written at once, as this process is killed.
import { writeSync } from 'node:fs';
import { createAuthority, systemActor } from '@lynk-auth/authority';
import { openStore } from './open-store.mjs';

const [where, subjects] = process.argv.slice(2);
const authority = createAuthority({ store: await openStore(where) });
writeSync(1, 'ready\n');
for (const { name, organizationId } of JSON.parse(subjects)) {
  const outcome = await authority.as(systemActor(organizationId)).revokeToken(name);
  const at = Number(process.hrtime.bigint()) / 1e6;
  if (!outcome.ok) throw new Error(outcome.reason);
  writeSync(1, `${JSON.stringify({ name, at })}\n`);
}
setInterval(() => undefined, 1000);
