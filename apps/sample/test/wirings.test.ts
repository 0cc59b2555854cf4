import { generateToken } from '@lynk-auth/core';
import { afterAll, describe, expect, test } from 'vitest';
import { wirings } from '../src/run/wirings.ts';
import { ask } from './ask.ts';
import { runSample, startSample } from './start-sample.ts';

const refused = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });
const unauthorized = refused('Unauthorized', 'UNAUTHORIZED');

const cycloneDx = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: { component: { name: 'shop', version: '2.0.1' } },
};
const spdx = { spdxVersion: 'SPDX-2.3', name: 'till' };

const running: Awaited<ReturnType<typeof startSample>>[] = [];
afterAll(() => {
  for (const { child, isGone } of running) if (!isGone()) process.kill(-Number(child.pid), 'SIGKILL');
});

describe.concurrent.each(Object.keys(wirings))('%s', (name) => {
  test('answers, refuses, and stops at Ctrl-C', async () => {
    const sample = await startSample(name);
    running.push(sample);
    const { address, tokens } = sample;
    const [pipeline = '', admin = ''] = tokens;
    const as = (token: string, body?: unknown) => ({ tokens: [token], body });
    const challenge = (rest: string) => `Bearer realm="api", ${rest}`;

    // The check.
    const check = await ask(address, 'GET /organization', as(pipeline));
    expect(check).toMatchObject({ status: 200, body: { id: expect.any(String), name: 'Acme Corp' } });
    // Tokens of a configuration have no expiry.
    const expires = ['worker-static', 'edge', 'next-route'].includes(name) ? 'undefined' : 'string';
    expect(typeof check.expires).toBe(expires);

    // No token, one that nobody issued, two.
    expect(await ask(address, 'GET /organization')).toEqual({
      status: 401,
      challenge: 'Bearer realm="api"',
      body: unauthorized,
    });
    const unknown = generateToken({ kind: 'service', environment: 'live' }).reveal();
    expect(await ask(address, 'GET /sboms', as(unknown))).toEqual({
      status: 401,
      challenge: challenge('error="invalid_token"'),
      body: unauthorized,
    });
    expect(await ask(address, 'GET /organization', { tokens: [pipeline, pipeline] })).toEqual({
      status: 400,
      challenge: challenge('error="invalid_request"'),
      body: refused('Bad Request', 'BAD_REQUEST'),
    });

    // Uploads, and what is listed then; without a token nothing is kept.
    expect(await ask(address, 'GET /sboms', as(pipeline))).toMatchObject({
      status: 200,
      body: { sboms: [] },
    });
    expect((await ask(address, 'POST /sboms', { body: cycloneDx })).status).toBe(401);
    const first = await ask(address, 'POST /sboms', as(pipeline, cycloneDx));
    expect(first).toMatchObject({
      status: 201,
      body: { name: 'shop', version: '2.0.1', format: 'CycloneDX' },
    });
    const second = await ask(address, 'POST /sboms', as(pipeline, spdx));
    expect(second).toMatchObject({ status: 201, body: { name: 'till', version: null, format: 'SPDX' } });
    expect(await ask(address, 'POST /sboms', as(pipeline, { name: 'no SBOM' }))).toMatchObject({
      status: 400,
      body: refused('Bad Request', 'BAD_REQUEST'),
    });
    expect((await ask(address, 'GET /sboms', as(admin))).body).toEqual({ sboms: [first.body, second.body] });

    // What a pipeline may not do, and an administrator may.
    expect(await ask(address, 'PATCH /organization', as(pipeline, { name: 'Ours' }))).toEqual({
      status: 403,
      challenge: challenge('error="insufficient_scope", scope="update_organization"'),
      expires: check.expires,
      body: refused('Forbidden', 'FORBIDDEN'),
    });
    expect((await ask(address, 'GET /organization', as(admin))).body).toEqual(check.body);
    expect((await ask(address, 'PATCH /organization', as(admin, { name: 'Acme Ltd' }))).status).toBe(200);
    expect((await ask(address, 'GET /organization', as(pipeline))).body).toMatchObject({ name: 'Acme Ltd' });

    process.kill(-Number(sample.child.pid), 'SIGINT');
    const { code, stdout, stderr } = await sample.finished;
    expect([code, stderr, sample.isGone()]).toEqual([0, '', true]);
    // A curl line with a token that works is what it printed.
    const line = `curl ${address}/organization -H "Authorization: Bearer ${pipeline}"`;
    expect(stdout.includes(line)).toBe(true);
  });

  test('--client: uploads, lists, and is told what it may not do', async () => {
    expect(await runSample([name, '--client'])).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'The token is of Acme Corp.',
        'Uploaded checkout 1.4.0.',
        'Listed 1.',
        'May not rename it: the token lacks update_organization.',
        '',
      ].join('\n'),
    });
  });
});
