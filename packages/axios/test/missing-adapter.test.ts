import { fileURLToPath } from 'node:url';
import { tokenCorpus } from '@lynk-auth/conformance';
import { recordResult, runtimes, versionOf } from '@lynk-auth/test-kit';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('./missing-adapter-handler.ts', import.meta.url));
const token = tokenCorpus.issued[0]?.token ?? '';

test.each(['workerd', 'edge'] as const)(
  'axios on %s rejects every call of the adapter http',
  async (runtime) => {
    const { port, close } = await runtimes[runtime](entry, { token });
    try {
      const response = await fetch(`http://127.0.0.1:${port}/`);
      expect(await response.json()).toEqual({
        code: 'network',
        message:
          'POST 127.0.0.1:9: The API could not be reached, or the connection was lost: ERR_NOT_SUPPORT.',
      });
      recordResult({
        package: 'axios',
        subject: `axios ${versionOf('axios', import.meta.url)}, http`,
        runtime,
        passed: 0,
        of: 0,
        unsupported: ['the adapter http: axios does not have it there, and every call rejects'],
      });
    } finally {
      await close();
    }
  },
);
