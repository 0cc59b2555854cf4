import { attachLynkAuth, createLynkAxios } from '@lynk-auth/axios';
import { generateToken } from '@lynk-auth/core';
import { createLynkClient, withLynkAuth } from '@lynk-auth/fetch';
import { request as octokit } from '@octokit/request';
import axios from 'axios';
import { GraphQLClient } from 'graphql-request';
import ky from 'ky';
import { createFetch, ofetch } from 'ofetch';
import { limitedFetch, MAX_BYTES, TIMEOUT_MS } from './limited-fetch.ts';

const query = 'query { organization { id name } }';

/** The same query with each client. All of them keep their connections. */
export function createClients(endpoint: string): Readonly<Record<string, () => Promise<unknown>>> {
  const token = generateToken({ kind: 'service', environment: 'live' }).reveal();
  const options = { token, endpoint };
  const headers = { authorization: `Bearer ${token}` };
  const body = { query, variables: {} };
  const json = JSON.stringify(body);
  const post = { method: 'POST', body: json };
  const typed = { 'content-type': 'application/json' };
  const client = createLynkClient(options);
  const authorized = withLynkAuth(fetch, options);
  const bareAxios = axios.create({ headers });
  const lynkAxios = createLynkAxios(options);
  const bareAxiosFetch = axios.create({ headers, adapter: 'fetch' });
  const lynkAxiosFetch = axios.create({ adapter: 'fetch' });
  attachLynkAuth(lynkAxiosFetch, options);
  const limitedAxiosFetch = axios.create({
    headers,
    adapter: 'fetch',
    timeout: TIMEOUT_MS,
    maxContentLength: MAX_BYTES,
  });
  const graphql = new GraphQLClient(endpoint, { headers });
  const limitedOfetch = createFetch({ fetch: limitedFetch });
  const limitedGraphql = new GraphQLClient(endpoint, { headers, fetch: limitedFetch });
  const lynkGraphql = new GraphQLClient(endpoint, { fetch: authorized });
  return {
    fetch: async () => (await fetch(endpoint, { ...post, headers: { ...headers, ...typed } })).json(),
    'fetch with limits': async () =>
      (await limitedFetch(endpoint, { ...post, headers: { ...headers, ...typed } })).json(),
    'withLynkAuth(fetch)': async () => (await authorized(endpoint, { ...post, headers: typed })).json(),
    ofetch: () => ofetch(endpoint, { method: 'POST', body, headers }),
    'ofetch with limits': () => limitedOfetch(endpoint, { method: 'POST', body, headers }),
    '@lynk-auth/fetch': () => client.query(query, {}),
    'client.raw': () => client.raw(endpoint, { method: 'POST', body }),
    axios: () => bareAxios.post(endpoint, body),
    '@lynk-auth/axios': () => lynkAxios.post('', body),
    "axios' fetch adapter": () => bareAxiosFetch.post(endpoint, body),
    "axios' fetch adapter with limits": () => limitedAxiosFetch.post(endpoint, body),
    "@lynk-auth/axios on axios' fetch adapter": () => lynkAxiosFetch.post(endpoint, body),
    'graphql-request': () => graphql.request(query),
    'graphql-request with limits': () => limitedGraphql.request(query),
    'graphql-request, withLynkAuth': () => lynkGraphql.request(query),
    ky: () => ky.post(endpoint, { json: body, headers }).json(),
    '@octokit/request': () => octokit(`POST ${endpoint}`, { ...body, headers }),
  };
}
