import { fileURLToPath } from 'node:url';
import { tokenCorpus } from '@lynk-auth/conformance';
import { recordResult, runtimes, versionOf } from '@lynk-auth/runtimes';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('./missing-adapter-handler.ts', import.meta.url));
const token = tokenCorpus.issued[0]?.token ?? '';

test.each(['workerd', 'edge'] as const)(
  'axios on %s cannot have the adapter http, and says so',
  async (runtime) => {
    const { port, close } = await runtimes[runtime](entry, { token });
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/`);
      expect(await answer.json()).toEqual({
        code: 'network',
        message: 'The API could not be reached, or the connection broke: ERR_NOT_SUPPORT.',
      });
      recordResult({
        package: 'axios',
        subject: `axios ${versionOf('axios', import.meta.url)}, http`,
        runtime,
        passed: 0,
        of: 0,
        unsupported: ['the adapter http: axios has none there, and every call says so'],
      });
    } finally {
      await close();
    }
  },
);
