/// <reference types="node" />
import { once } from 'node:events';
import { connect, createServer, type Http2Server, type IncomingHttpHeaders } from 'node:http2';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Authentication } from '../src/server/authentication/create-authenticator.ts';
import { createRequestAuthenticator } from '../src/server/authentication/create-request-authenticator.ts';
import { readNodeRequest } from '../src/server/authentication/read-node-request.ts';
import { discardRequestBody } from '../src/server/response/discard-request-body.ts';
import { authorizationCorpus } from './corpora.ts';
import { corpusVerifier } from './corpus-verifier.ts';

const authenticator = createRequestAuthenticator('test', { verifier: corpusVerifier }, readNodeRequest);
let server: Http2Server;
/** Receives every authentication. */
let receiveNext: (result: Authentication) => void = () => undefined;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const result = await authenticator.authenticate(request);
    receiveNext(result);
    expect(discardRequestBody(request)).toBe(false);
    const { status, headers } = result.ok ? { status: 200, headers: {} } : result.response;
    response.writeHead(status, headers).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

const portOf = () => (server.address() as AddressInfo).port;

/** A frame of HTTP/2 (RFC 9113 section 4.1). */
function frame(type: number, flags: number, stream: number, payload: Buffer = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A header line of HPACK, literally (RFC 7541 section 6.2.2). Shorter than 127 bytes. */
const line = (name: string, value: string): Buffer =>
  Buffer.concat([
    Buffer.from([0, name.length]),
    Buffer.from(name),
    Buffer.from([value.length]),
    Buffer.from(value, 'latin1'),
  ]);

/** Sends header lines byte for byte: Node's own client sends one line of a name like this. */
async function authenticationOf(values: readonly string[]): Promise<Authentication> {
  const result = new Promise<Authentication>((resolve) => {
    receiveNext = resolve;
  });
  const socket = connectSocket(portOf(), '127.0.0.1');
  const lines = [
    line(':method', 'GET'),
    line(':scheme', 'http'),
    line(':path', '/'),
    line(':authority', 'localhost'),
    ...values.map((value) => line('authorization', value)),
  ];
  socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  socket.write(frame(4, 0, 0));
  // END_STREAM and END_HEADERS.
  socket.write(frame(1, 5, 1, Buffer.concat(lines)));
  try {
    return await result;
  } finally {
    socket.destroy();
  }
}

describe('node:http2', () => {
  const rows = authorizationCorpus.vectors.filter(
    ({ authorization, requires }) =>
      requires === undefined && authorization.every((value) => value.length < 120),
  );
  test('runs most rows', () => expect(rows.length).toBeGreaterThan(55));

  // RFC 9113 section 8.2.1: a value that begins or ends with a blank is malformed, and so is no request.
  const wellFormed = rows.filter(({ authorization }) =>
    authorization.every((value) => !/^[ \t]|[ \t]$/.test(value)),
  );
  test.each(wellFormed)('$name', async ({ authorization, expect: { status } }) => {
    const result = await authenticationOf(authorization);
    expect(result.ok ? 200 : result.response.status).toBe(status);
  });

  test('responds to a Node client', async () => {
    const client = connect(`http://127.0.0.1:${portOf()}`);
    const request = async (authorization: string): Promise<IncomingHttpHeaders> => {
      const [headers] = await once(client.request({ authorization }), 'response');
      return headers as IncomingHttpHeaders;
    };
    expect(await request(`Bearer ${authorizationCorpus.valid_token}`)).toMatchObject({ ':status': 200 });
    expect(await request(`Bearer ${authorizationCorpus.unknown_token}`)).toMatchObject({
      ':status': 401,
      'www-authenticate': 'Bearer realm="api", error="invalid_token"',
      'cache-control': 'no-store',
    });
    client.close();
  });
});
