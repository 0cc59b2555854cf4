import { fileURLToPath } from 'node:url';
import { testClientProxies } from '@lynk-auth/test-kit/client-tests';

const child = fileURLToPath(new URL('children/call.mjs', import.meta.url));

// Without an option to bypass a proxy, the client rejects plain http instead of exposing the token to one.
testClientProxies(child, [
  { runtime: 'node24', env: { NODE_USE_ENV_PROXY: '1' }, overPlainHttp: 'configuration' },
  { runtime: 'deno', overPlainHttp: 'configuration' },
  { runtime: 'bun', overPlainHttp: 'configuration' },
]);
