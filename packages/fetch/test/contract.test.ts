import { fileURLToPath } from 'node:url';
import { repeatsRequests, reportsNoReason, testClientContract } from '@lynk-auth/test-kit/client-tests';

const folder = fileURLToPath(new URL('..', import.meta.url));
const entry = fileURLToPath(new URL('contract-client.ts', import.meta.url));

const fetch = { client: 'fetch', label: 'fetch' } as const;

testClientContract({ folder, package: 'fetch', entry }, [
  { ...fetch, runtime: 'node' },
  { ...fetch, runtime: 'node22' },
  { ...fetch, runtime: 'node24' },
  { ...fetch, runtime: 'deno', unable: { ...reportsNoReason, ...repeatsRequests } },
  { ...fetch, runtime: 'bun' },
  { ...fetch, runtime: 'workerd', unable: reportsNoReason },
  { ...fetch, runtime: 'edge' },
]);
