import { fileURLToPath } from 'node:url';
import { testClientProxies } from '@lynk-auth/test-kit/client-tests';

const child = fileURLToPath(new URL('children/call.mjs', import.meta.url));

// axios has an option to bypass the proxy, so plain http on loopback still works.
testClientProxies(child, [{ runtime: 'node', overPlainHttp: 'ok' }]);
