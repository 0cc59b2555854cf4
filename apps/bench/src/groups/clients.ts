import { createLynkAxios } from '@lynk-auth/axios';
import { generateToken } from '@lynk-auth/core';
import { createLynkClient, withLynkAuth } from '@lynk-auth/fetch';
import { request as octokit } from '@octokit/request';
import axios from 'axios';
import { GraphQLClient } from 'graphql-request';
import ky from 'ky';
import { ofetch } from 'ofetch';
import { startApiServer } from '../api-server.ts';
import { inTurns, type Turn } from '../in-turns.ts';
import type { Group, Row } from '../row.ts';

const CONCURRENCY = 16;
const CALLS = 96;
/** The rounds of a pair with a limit. With 200 rounds, its ratio varied by 0.07 between runs. */
const PAIR_ROUNDS = 600;
const PEER_ROUNDS = 60;
const query = 'query { organization { id name } }';

type Call = () => Promise<unknown>;

/** Measures the CPU time of this process per call. The server is another process. */
export const clientsGroup: Group = {
  title: `CPU time per query, ${CONCURRENCY} at a time, relative to the library under the client`,
  async run() {
    const { endpoint, stop } = await startApiServer();
    const secret = generateToken({ kind: 'service', environment: 'live' }).reveal();
    const options = { token: secret, endpoint };
    const headers = { authorization: `Bearer ${secret}` };
    const body = { query, variables: {} };
    const client = createLynkClient(options);
    const api = createLynkAxios(options);
    const bare = axios.create({ headers });
    const graphql = new GraphQLClient(endpoint, { headers });
    const authorized = new GraphQLClient(endpoint, { fetch: withLynkAuth(fetch, options) });
    const fetching = {
      ofetch: () => ofetch(endpoint, { method: 'POST', body, headers }),
      '@lynk-auth/fetch': () => client.query(query, {}),
    };
    const posting = {
      axios: () => bare.post(endpoint, body),
      '@lynk-auth/axios': () => api.post('', body),
    };
    const peers = {
      ofetch: fetching.ofetch,
      'client.raw': () => client.raw(endpoint, { method: 'POST', body }),
      'graphql-request': () => graphql.request(query),
      'graphql-request, withLynkAuth': () => authorized.request(query),
      ky: () => ky.post(endpoint, { json: body, headers }).json(),
      '@octokit/request': () => octokit(`POST ${endpoint}`, { ...body, headers }),
    };
    const onOfetch = await measure(fetching, PAIR_ROUNDS);
    const onAxios = await measure(posting, PAIR_ROUNDS);
    const others = await measure(peers, PEER_ROUNDS);
    stop();
    return [
      row(onOfetch, '@lynk-auth/fetch', 'ofetch', 1.1),
      row(others, 'client.raw', 'ofetch'),
      row(onAxios, '@lynk-auth/axios', 'axios', 1.1),
      row(others, 'graphql-request, withLynkAuth', 'graphql-request'),
      row(others, 'graphql-request', 'ofetch'),
      row(others, 'ky', 'ofetch'),
      row(others, '@octokit/request', 'ofetch'),
    ];
  },
};

type Costs<Name extends string> = Readonly<Record<Name, number>>;

async function measure<Name extends string>(
  calls: Readonly<Record<Name, Call>>,
  rounds: number,
): Promise<Costs<Name>> {
  const turns = {} as Record<Name, Turn>;
  for (const name in calls) turns[name] = () => cpuOf(calls[name]);
  for (const name in turns) await turns[name]();
  return inTurns(turns, rounds, 0.5);
}

function row<Name extends string>(cost: Costs<Name>, name: Name, base: Name, ratio?: number): Row {
  return {
    name: `${name}, over ${base}`,
    value: cost[name],
    floor: cost[base],
    unit: 'ns',
    ...(ratio === undefined ? {} : { limit: { ratio } }),
  };
}

/** Returns the CPU nanoseconds of all threads per call. */
async function cpuOf(call: Call): Promise<number> {
  let left = CALLS;
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  const before = process.cpuUsage();
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
  const { user, system } = process.cpuUsage(before);
  return ((user + system) * 1000) / CALLS;
}
