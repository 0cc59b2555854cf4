import { Client, fetchExchange } from '@urql/core';
import { parse, type TypedQueryDocumentNode } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import createOpenApiClient from 'openapi-fetch';
import { describe, expect, test } from 'vitest';
import { withLynkAuth } from '../src/with-lynk-auth.ts';
import { stale, startApi, token } from './start-api.ts';

const query = 'query { organization { id name } }';
const typed = parse(query) as TypedQueryDocumentNode<
  { organization: { name: string } },
  Record<string, never>
>;

/** Creates a token function that returns a stale token first. */
const renewed = () => {
  const tokens = [stale, token];
  return () => tokens.shift() ?? token;
};

interface Paths {
  '/healthz': { get: { responses: { 200: { content: { 'application/json': unknown } } } } };
  '/things': {
    post: {
      requestBody: { content: { 'application/json': { name: string } } };
      responses: { 200: { content: { 'application/json': unknown } } };
    };
  };
}

describe('a library with a custom fetch works, also after the token was replaced', () => {
  test('graphql-request', async () => {
    await using api = await startApi();
    const fetch = withLynkAuth(globalThis.fetch, { token: renewed(), endpoint: api.endpoint });
    const { organization } = await new GraphQLClient(api.endpoint, { fetch }).request(typed);
    expect(organization.name).toBe('Acme Corp');
    expect(api.requests.map(({ isAuthorized }) => isAuthorized)).toEqual([false, true]);
  });

  test('graphql-request, with a rejected token', async () => {
    await using api = await startApi();
    const fetch = withLynkAuth(globalThis.fetch, { token: stale, endpoint: api.endpoint });
    const error: unknown = await new GraphQLClient(api.endpoint, { fetch }).request(typed).catch((e) => e);
    expect(error).toMatchObject({ response: { status: 401 } });
    expect(JSON.stringify(error).includes(stale)).toBe(false);
  });

  test('urql', async () => {
    await using api = await startApi();
    const fetch = withLynkAuth(undefined, { token: renewed(), endpoint: api.endpoint });
    const client = new Client({
      url: api.endpoint,
      exchanges: [fetchExchange],
      fetch,
      preferGetMethod: false,
    });
    const { data, error } = await client.query(typed, {}).toPromise();
    expect([data?.organization.name, error]).toEqual(['Acme Corp', undefined]);
    expect(api.requests.map(({ isAuthorized }) => isAuthorized)).toEqual([false, true]);
  });

  test('openapi-fetch, which passes a Request', async () => {
    await using api = await startApi();
    const fetch = withLynkAuth(globalThis.fetch, { token: renewed(), endpoint: api.endpoint });
    const client = createOpenApiClient<Paths>({ baseUrl: api.origin, fetch });
    const { data } = await client.POST('/things', { body: { name: 'a thing' } });
    expect(data).toMatchObject({ data: {} });
    expect(
      api.requests.map(({ method, path, body, isAuthorized }) => [method, path, body, isAuthorized]),
    ).toEqual([
      ['POST', '/things', '{"name":"a thing"}', false],
      ['POST', '/things', '{"name":"a thing"}', true],
    ]);
    expect((await client.GET('/healthz')).response.status).toBe(200);
    const otherOrigin = createOpenApiClient<Paths>({ baseUrl: 'https://api.example.com', fetch });
    await expect(otherOrigin.GET('/healthz')).rejects.toMatchObject({ code: 'origin' });
  });
});

test('returns a response with its URL and a streamed body', async () => {
  await using api = await startApi();
  const fetch = withLynkAuth(undefined, { token, endpoint: api.endpoint });
  const response = await fetch(`${api.origin}/x`);
  expect([response.url, response.ok]).toEqual([`${api.origin}/x`, true]);
  const reader = response.body?.getReader();
  expect((await reader?.read())?.value).toBeInstanceOf(Uint8Array);
  await reader?.cancel();
});

test('sends a stream once and never again', async () => {
  await using api = await startApi();
  const fetch = withLynkAuth(undefined, { token: renewed(), endpoint: api.endpoint });
  const body = new Blob(['one', 'two']).stream();
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
  expect((await fetch(api.endpoint, init)).status).toBe(401);
  expect(api.requests.map((request) => request.body)).toEqual(['onetwo']);
});
