/// <reference types="node" />
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthority } from '@lynk-auth/authority';
import { createAuthorityHandler, toNodeHandler } from '@lynk-auth/authority/http';
import { createVerifier } from '@lynk-auth/verifier';
import { afterAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../start-postgres.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { randomTiming } from './random-timing.ts';
import { startVerifiersOnPostgres, startVerifiersOnSqlite } from './start-verifiers.ts';
import { addTestToken } from './test-tokens.ts';
import { expectAllAccepted, load, restrictUnderLoad, runConcurrently } from './verification-load.ts';

const REVOCATIONS = 20;
const CONCURRENCY = 4;

const groups = [
  ['on Postgres', await startVerifiersOnPostgres(await startPostgres())],
  ['on one SQLite file', await startVerifiersOnSqlite(temporaryFolder()())],
] as const;

describe.each(groups)('%s, three processes under load beside a server', (_, group) => {
  const { store, verifiers } = group;
  const authority = createAuthority({ store });
  const verifier = createVerifier({ source: authority.source });
  const server = createServer(toNodeHandler(createAuthorityHandler({ authority, verifier })));
  afterAll(async () => {
    server.close();
    server.closeAllConnections();
    await verifier.close();
  });

  it('reject a token as soon as the response of POST /revoke has arrived', async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/revoke`;
    const { pause } = randomTiming();
    const other = await addTestToken(store);
    await load(verifiers, [other]);
    await runConcurrently(REVOCATIONS, CONCURRENCY, async () => {
      const testToken = await addTestToken(store);
      await load(verifiers, [testToken]);
      await pause(60);
      await restrictUnderLoad(group, testToken, async () => {
        const { token } = testToken.request;
        // The token is all that it takes to end it.
        const response = await fetch(url, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
          body: new URLSearchParams({ token }),
        });
        expect([response.status, await response.text()]).toEqual([200, '']);
      });
    });
    await expectAllAccepted(verifiers, other);
  });
});
