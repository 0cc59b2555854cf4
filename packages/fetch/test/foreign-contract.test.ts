import { fileURLToPath } from 'node:url';
import { testClientContract } from '@lynk-auth/test-kit/client-tests';

const folder = fileURLToPath(new URL('..', import.meta.url));
const entry = fileURLToPath(new URL('foreign-client.ts', import.meta.url));

testClientContract({ folder, package: 'fetch', entry }, [
  { client: 'undici', label: 'fetch of undici', older: true, runtime: 'node' },
  {
    client: 'whatwg',
    label: 'fetch of @whatwg-node/fetch',
    older: true,
    runtime: 'node',
    // It keeps the connection of a response whose call timed out.
    without: ['limits'],
  },
  { client: 'nodeFetch3', label: 'fetch of node-fetch 3', older: true, runtime: 'node' },
  {
    client: 'nodeFetch2',
    label: 'fetch of node-fetch 2',
    older: true,
    runtime: 'node',
    // It does not notice a connection that breaks within a response, so the call times out, and it keeps the
    // connection of a response that is no longer read.
    without: ['errors', 'retries', 'limits'],
  },
]);
