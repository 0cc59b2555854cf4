// Issues service tokens with the role of an admin, as a user. With `stop` it issues one per line of input and stops itself
// between the check of the user's rights and the command; otherwise it issues continuously. Each line of output is an
// outcome.
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createAuthority } from '@lynk-auth/authority';
import { openStore } from './open-store.mjs';

const [database, organizationId, userId, roleId, mode] = process.argv.slice(2);
const store = await openStore(database);
const stopsBeforeApply = {
  ...store,
  apply(command) {
    writeSync(1, 'checked\n');
    process.kill(process.pid, 'SIGSTOP');
    return store.apply(command);
  },
};
const authority = createAuthority({
  store: mode === 'stop' ? stopsBeforeApply : store,
  policies: { serviceTokenLimit: 1_000_000 },
});
const manage = authority.as({ kind: 'user', organizationId, userId });
const issue = async () => {
  const outcome = await manage.issueServiceToken({ name: 'ci', roleId });
  writeSync(1, `${outcome.ok ? 'issued' : outcome.reason}\n`);
};

writeSync(1, 'ready\n');
if (mode === 'stop') {
  for await (const _ of createInterface({ input: process.stdin })) await issue();
  process.exit(0);
}
for (;;) await issue();
