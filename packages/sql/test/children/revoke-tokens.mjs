// Revokes tokens one after another. Each line of output is a resolved revocation with its time, by the monotonic clock
// that all processes of a machine share. It is written synchronously, since the test kills this process.
import { writeSync } from 'node:fs';
import { createAuthority, systemActor } from '@lynk-auth/authority';
import { openStore } from './open-store.mjs';

const [database, tokens] = process.argv.slice(2);
const authority = createAuthority({ store: await openStore(database) });
writeSync(1, 'ready\n');
for (const { id, organizationId } of JSON.parse(tokens)) {
  const outcome = await authority.as(systemActor(organizationId)).revokeToken(id);
  const at = Number(process.hrtime.bigint()) / 1e6;
  if (!outcome.ok) throw new Error(outcome.reason);
  writeSync(1, `${JSON.stringify({ id, at })}\n`);
}
setInterval(() => undefined, 1000);
