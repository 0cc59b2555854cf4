import { fileURLToPath } from 'node:url';
import { testUnhandledErrors } from '@lynk-auth/test-kit/client-tests';

testUnhandledErrors(fileURLToPath(new URL('children/unhandled.mjs', import.meta.url)));
