import { fileURLToPath } from 'node:url';
import { versionOf } from '@lynk-auth/test-kit';
import { repeatsRequests, reportsNoReason, testClientContract } from '@lynk-auth/test-kit/client-tests';

const folder = fileURLToPath(new URL('..', import.meta.url));
const entry = fileURLToPath(new URL('contract-client.ts', import.meta.url));

const adapter = (client: 'http' | 'fetch', installed: string) => ({
  client,
  label: `axios ${versionOf(installed, import.meta.url)}, ${client}`,
});
const [http, fetch] = [adapter('http', 'axios'), adapter('fetch', 'axios')];
/** Only the groups that an adapter of axios takes part in. */
const oldest = { older: true, replace: ['axios', 'axios-oldest'], without: ['retries', 'tokens'] } as const;

testClientContract({ folder, package: 'axios', entry }, [
  { ...http, runtime: 'node' },
  { ...http, runtime: 'node22' },
  { ...http, runtime: 'node24' },
  { ...http, runtime: 'bun' },
  { ...fetch, runtime: 'node' },
  {
    ...fetch,
    runtime: 'deno',
    // These cases would fail at random there; `deno.test.ts` shows why.
    without: ['limits'],
    unable: { ...reportsNoReason, ...repeatsRequests },
    lacks: 'time limits and aborts of a response that is still coming: axios leaves its connection open',
  },
  { ...fetch, runtime: 'workerd', unable: reportsNoReason },
  { ...fetch, runtime: 'edge' },
  { ...adapter('http', 'axios-oldest'), ...oldest, runtime: 'node' },
  { ...adapter('fetch', 'axios-oldest'), ...oldest, runtime: 'node' },
]);
