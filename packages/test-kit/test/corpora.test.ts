import { fileURLToPath } from 'node:url';
import { authorizationCorpus, tokenCorpus } from '@lynk-auth/conformance';
import { describe, expect, test } from 'vitest';
import { isAvailable, type RuntimeName, recordResult, runtimes } from '../src/index.ts';
import type { Row } from './corpora-handler.ts';

const entry = fileURLToPath(new URL('./corpora-handler.ts', import.meta.url));

const { issued, accepted, rejected, checksum_rejected } = tokenCorpus;
const good = issued.length + accepted.length;
/** Every row, and the order of the reasons. */
const rows = good + rejected.length + checksum_rejected.length + 1 + authorizationCorpus.vectors.length;

describe.each(Object.keys(runtimes) as RuntimeName[])('on %s', (runtime) => {
  test.skipIf(!isAvailable(runtime))('every row of both corpora is as it must be', async () => {
    const { port, close } = await runtimes[runtime](entry, {});
    try {
      const told = (await (await fetch(`http://127.0.0.1:${port}/`)).json()) as readonly Row[];
      const problems = told.filter(({ problem }) => problem !== null);
      for (const [subject, of] of [
        ['corpora', rows],
        ['digests', good],
      ] as const) {
        const own = told.filter((row) => row.subject === subject);
        const bad = own.filter(({ problem }) => problem !== null).length;
        recordResult({
          runtime,
          package: subject === 'corpora' ? 'core' : 'verifier',
          subject,
          passed: own.length - bad,
          of,
        });
      }
      expect(problems).toEqual([]);
      expect(told).toHaveLength(rows + good);
    } finally {
      await close();
    }
  });
});
