// Verifies tokens, and writes their uses again and again, until it is killed. Each line of output has the number of uses of
// each token so far: `counted` before they are written, and `written` afterwards. The lines are written synchronously, so
// that none is lost when the process is killed.
import { writeSync } from 'node:fs';
import { createStoreSource } from '@lynk-auth/authority';
import { createVerifier } from '@lynk-auth/verifier';
import { openStore } from './open-store.mjs';

const [database, ...tokens] = process.argv.slice(2);
const verifier = createVerifier({
  source: createStoreSource(await openStore(database)),
  observe: () => undefined,
});
writeSync(1, 'ready\n');
for (let count = 1; ; count += 1) {
  for (const token of tokens) {
    const result = await verifier.verify(token, {
      clientIp: `192.0.2.${count % 20}`,
      userAgent: `ci/${count}`,
    });
    if (!result.ok) throw new Error(result.reason);
  }
  writeSync(1, `counted ${count}\n`);
  await verifier.flush();
  writeSync(1, `written ${count}\n`);
}
