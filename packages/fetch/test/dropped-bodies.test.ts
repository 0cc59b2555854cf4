/// <reference types="node" />
import { getEventListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createLynkClient } from '../src/create-lynk-client.ts';
import { withLynkAuth } from '../src/with-lynk-auth.ts';
import { startApi, token } from './start-api.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('a signal does not hold the responses that are dropped without being read', async () => {
  await using api = await startApi();
  const { signal } = new AbortController();
  const send = withLynkAuth(undefined, { token, endpoint: api.endpoint });
  const client = createLynkClient({ token, endpoint: api.endpoint });
  for (let turn = 0; turn < 30; turn += 1) {
    expect((await send(api.endpoint, { signal })).status).toBe(200);
    await client.raw('/x', { signal, responseType: 'stream' });
  }
  expect(getEventListeners(signal, 'abort').length).toBeGreaterThan(0);
  // Collected far earlier than the time limit of 30 seconds would end them.
  for (let turn = 0; turn < 100 && getEventListeners(signal, 'abort').length > 0; turn += 1) {
    collectGarbage();
    await wait(20);
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('a body is whole when it is read after a garbage collection', async () => {
  await using api = await startApi();
  const send = withLynkAuth(undefined, { token, endpoint: api.endpoint });
  const client = createLynkClient({ token, endpoint: api.endpoint });
  const response = await send(api.endpoint);
  const stream = await client.raw('/x', { responseType: 'stream' });
  for (let turn = 0; turn < 5; turn += 1) {
    collectGarbage();
    await wait(20);
  }
  const whole = { data: { organization: { id: 'o1', name: 'Acme Corp' } } };
  expect(await response.json()).toEqual(whole);
  expect(await new Response(stream).json()).toEqual(whole);
});
