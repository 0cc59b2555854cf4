import { generateToken } from '@lynk-auth/core';
import { afterAll, describe, expect, test } from 'vitest';
import { wirings } from '../src/run/wirings.ts';
import { sendRequest } from './send-request.ts';
import { runSample, startSample } from './start-sample.ts';

const errorBody = (message: string, code: string) => ({ errors: [{ message, extensions: { code } }] });
const unauthorized = errorBody('Unauthorized', 'UNAUTHORIZED');

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

/** The wirings that run in this Node; in CI (`LYNK_AUTH_RUNTIMES=all`) also those on other runtimes. */
const names = Object.keys(wirings).filter(
  (name) => process.env['LYNK_AUTH_RUNTIMES'] === 'all' || !/^(deno|bun|worker)/.test(name),
);

describe.concurrent.each(names)('%s', (name) => {
  test('serves the API, rejects invalid requests, and stops on Ctrl-C', async () => {
    const sample = await startSample(name);
    running.push(sample);
    const { address, tokens } = sample;
    const [pipeline = '', admin = ''] = tokens;
    const as = (token: string, body?: unknown) => ({ tokens: [token], body });
    const challenge = (rest: string) => `Bearer realm="api", ${rest}`;

    // The organization check.
    const check = await sendRequest(address, 'GET /organization', as(pipeline));
    expect(check).toMatchObject({ status: 200, body: { id: expect.any(String), name: 'Acme Corp' } });
    // Tokens in a configuration have no expiry.
    const expires = ['worker-static', 'edge', 'next-route'].includes(name) ? 'undefined' : 'string';
    expect(typeof check.expires).toBe(expires);

    // No token, an unknown token, two tokens.
    expect(await sendRequest(address, 'GET /organization')).toEqual({
      status: 401,
      challenge: 'Bearer realm="api"',
      body: unauthorized,
    });
    const unknown = generateToken({ kind: 'service', environment: 'live' }).reveal();
    expect(await sendRequest(address, 'GET /sboms', as(unknown))).toEqual({
      status: 401,
      challenge: challenge('error="invalid_token"'),
      body: unauthorized,
    });
    expect(await sendRequest(address, 'GET /organization', { tokens: [pipeline, pipeline] })).toEqual({
      status: 400,
      challenge: challenge('error="invalid_request"'),
      body: errorBody('Bad Request', 'BAD_REQUEST'),
    });

    // Uploads and lists. An upload without a token stores nothing.
    expect(await sendRequest(address, 'GET /sboms', as(pipeline))).toMatchObject({
      status: 200,
      body: { sboms: [] },
    });
    expect((await sendRequest(address, 'POST /sboms', { body: cycloneDx })).status).toBe(401);
    const first = await sendRequest(address, 'POST /sboms', as(pipeline, cycloneDx));
    expect(first).toMatchObject({
      status: 201,
      body: { name: 'shop', version: '2.0.1', format: 'CycloneDX' },
    });
    const second = await sendRequest(address, 'POST /sboms', as(pipeline, spdx));
    expect(second).toMatchObject({ status: 201, body: { name: 'till', version: null, format: 'SPDX' } });
    expect(await sendRequest(address, 'POST /sboms', as(pipeline, { name: 'no SBOM' }))).toMatchObject({
      status: 400,
      body: errorBody('Bad Request', 'BAD_REQUEST'),
    });
    expect((await sendRequest(address, 'GET /sboms', as(admin))).body).toEqual({
      sboms: [first.body, second.body],
    });

    // A permission that only the administrator has.
    expect(await sendRequest(address, 'PATCH /organization', as(pipeline, { name: 'Ours' }))).toEqual({
      status: 403,
      challenge: challenge('error="insufficient_scope", scope="update_organization"'),
      expires: check.expires,
      body: errorBody('Forbidden', 'FORBIDDEN'),
    });
    expect((await sendRequest(address, 'GET /organization', as(admin))).body).toEqual(check.body);
    expect((await sendRequest(address, 'PATCH /organization', as(admin, { name: 'Acme Ltd' }))).status).toBe(
      200,
    );
    expect((await sendRequest(address, 'GET /organization', as(pipeline))).body).toMatchObject({
      name: 'Acme Ltd',
    });

    process.kill(-Number(sample.child.pid), 'SIGINT');
    const { code, stdout, stderr } = await sample.finished;
    expect([code, stderr, sample.isGone()]).toEqual([0, '', true]);
    // The output contains a curl command with a valid token.
    const line = `curl ${address}/organization -H "Authorization: Bearer ${pipeline}"`;
    expect(stdout.includes(line)).toBe(true);
  });

  test('--client: uploads, lists, and reports the missing permission', async () => {
    expect(await runSample([name, '--client'])).toEqual({
      code: 0,
      stderr: '',
      stdout: [
        'The token belongs to Acme Corp.',
        'Uploaded checkout 1.4.0.',
        'SBOMs listed: 1.',
        'Cannot rename the organization: the token lacks update_organization.',
        '',
      ].join('\n'),
    });
  });
});
