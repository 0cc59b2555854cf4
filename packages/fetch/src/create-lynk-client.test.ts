/// <reference types="node" />
import { openAsBlob } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { parse, type TypedQueryDocumentNode } from 'graphql';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { stale, startApi, token } from '../test/start-api.ts';
import { createLynkClient } from './create-lynk-client.ts';
import * as all from './index.ts';

test('README example', async () => {
  await using api = await startApi();
  const client = createLynkClient({ token, endpoint: api.endpoint });
  const { organization } = await client.query<{ organization: { name: string } }>(
    'query { organization { id name } }',
  );
  expect(organization.name).toBe('Acme Corp');
});

test('exports exactly these values', () => {
  expect(Object.keys(all).sort()).toEqual([
    'allowInsecureTransport',
    'allowTokenInBrowser',
    'createLynkClient',
    'fromEnv',
    'fromFile',
    'isLynkError',
    'withLynkAuth',
  ]);
});

test('check returns the organization, kind, environment and expiry of the token', async () => {
  await using api = await startApi();
  const client = createLynkClient({ token, endpoint: api.endpoint });
  expect(await client.check()).toEqual({
    organization: { id: 'o1', name: 'Acme Corp' },
    kind: 'personal',
    environment: 'live',
    expiresAt: 1_896_048_000_000,
  });
  await expect(createLynkClient({ token: stale, endpoint: api.endpoint }).check()).rejects.toMatchObject({
    code: 'unauthorized',
  });
  await using other = await startApi({ organization: { id: 7 } });
  await expect(createLynkClient({ token, endpoint: other.endpoint }).check()).rejects.toMatchObject({
    problem: 'wrong_shape',
  });
});

test('a typed document types the result and is sent as a string', async () => {
  await using api = await startApi();
  const client = createLynkClient({ token, endpoint: api.endpoint });
  type Typed = TypedQueryDocumentNode<{ organization: { name: string } }, { first: number }>;
  const document = parse('query Q($first: Int) { organization { name } }', { noLocation: true }) as Typed;
  const data = await client.query(document, { first: 1 }, { operationName: 'Q' });
  expectTypeOf(data).toEqualTypeOf<{ organization: { name: string } }>();
  // @ts-expect-error: a variable of the wrong type.
  await client.query(document, { first: '1' });
  const sent = JSON.parse(api.requests[0]?.body ?? '');
  expect(sent).toMatchObject({ variables: { first: 1 }, operationName: 'Q' });
  expect(parse(sent.query, { noLocation: true })).toEqual(document);
});

describe('upload', () => {
  const mutation = 'mutation ($doc: Upload!) { sbomUpload(input: { doc: $doc }) { errors } }';

  test('sends the parts in order, and each file once', async () => {
    await using api = await startApi({ sbomUpload: { errors: [] } });
    const client = createLynkClient({ token, endpoint: api.endpoint });
    const file = new File(['{"a":1}'], 'sbom.json', { type: 'application/json' });
    const blob = new Blob(['bytes']);
    const at = new Date(0);
    await client.upload(mutation, { doc: file, list: [blob, { again: file }], at });
    const [request] = api.requests;
    expect(request?.contentType).toMatch(/^multipart\/form-data; ?boundary=/);
    const names = [...(request?.body ?? '').matchAll(/name="(\w+)"(?:; filename="([^"]*)")?/g)];
    expect(names.map(([, name, filename]) => [name, filename])).toEqual([
      ['operations', undefined],
      ['map', undefined],
      ['0', 'sbom.json'],
      ['1', 'blob'],
    ]);
    const [, operations = '', map = ''] =
      /\r\n\r\n(\{.*\})\r\n[\s\S]*?\r\n\r\n(\{.*\})\r\n/.exec(request?.body ?? '') ?? [];
    expect(JSON.parse(operations)).toEqual({
      query: mutation,
      variables: { doc: null, list: [null, { again: null }], at: at.toISOString() },
    });
    expect(JSON.parse(map)).toEqual({
      0: ['variables.doc', 'variables.list.1.again'],
      1: ['variables.list.0'],
    });
  });

  test('sends a file on disk again after a 401', async () => {
    await using api = await startApi({ sbomUpload: { errors: [] } });
    const tokens = [stale, token];
    const client = createLynkClient({ token: () => tokens.shift() ?? token, endpoint: api.endpoint });
    await client.upload(mutation, { doc: await openAsBlob(fileURLToPath(import.meta.url)) });
    expect(api.requests.map(({ isAuthorized }) => isAuthorized)).toEqual([false, true]);
    for (const { body } of api.requests) expect(body).toContain('sends a file on disk');
  });

  test('rejects variables without a file', async () => {
    const client = createLynkClient({ token, endpoint: 'https://api.example.com' });
    await expect(client.upload(mutation, { doc: null })).rejects.toMatchObject({ code: 'configuration' });
  });
});

test('a printed client contains no token', () => {
  const client = createLynkClient({ token, endpoint: 'https://api.example.com' });
  const shown = `${inspect(client, { depth: 10, showHidden: true })}${JSON.stringify(client)}`;
  expect(shown.includes(token.slice(-12))).toBe(false);
});
