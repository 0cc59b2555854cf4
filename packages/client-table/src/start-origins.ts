/// <reference types="node" />
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { listen, type Running } from '@lynk-auth/runtimes';
import { generate } from 'selfsigned';
import type { Arrived, OriginName, Origins, Step } from './script.ts';

const UNAUTHORIZED = '{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHORIZED"}}]}';
const JSON_TYPE = { 'content-type': 'application/json' };
const GIGABYTE = 2 ** 30;

interface Case {
  readonly steps: Step[];
  readonly arrived: { -readonly [Key in keyof Arrived]: Arrived[Key] }[];
}

/** Servers on this machine that do what a script says, and remember what has arrived. */
export interface RunningOrigins extends AsyncDisposable {
  readonly origins: Origins;
  /** An origin where nobody listens. */
  readonly nobody: string;
  /** What `tls` shows, in PEM. */
  readonly certificate: string;
}

export async function startOrigins(): Promise<RunningOrigins> {
  const cases = new Map<string, Case>();
  const names = [{ type: 2, value: 'localhost' } as const, { type: 7, ip: '127.0.0.1' } as const];
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'subjectAltName', altNames: names },
    ],
  });
  const servers: Record<OriginName, Server> = {
    plain: createServer(listener('plain', cases)),
    other: createServer(listener('other', cases)),
    tls: createTlsServer({ cert, key }, listener('tls', cases)),
  };
  const running: Running[] = [];
  const origin = async (name: OriginName, scheme: string, host: string) => {
    const each = await listen(servers[name]);
    running.push(each);
    return `${scheme}://${host}:${each.port}`;
  };
  const gone = await listen(createServer());
  const nobody = `http://127.0.0.1:${gone.port}`;
  await gone.close();
  return {
    certificate: cert,
    nobody,
    origins: {
      plain: await origin('plain', 'http', '127.0.0.1'),
      other: await origin('other', 'http', '127.0.0.1'),
      tls: await origin('tls', 'https', 'localhost'),
    },
    async [Symbol.asyncDispose]() {
      for (const each of running) await each.close();
    },
  };
}

/** `/control/ID` takes the script of a case and tells what has arrived; `/ID/…` follows it. */
function listener(origin: OriginName, cases: Map<string, Case>): RequestListener {
  return async (request, response) => {
    const body = await textOf(request);
    const [, first = '', ...rest] = (request.url ?? '').split('/');
    if (first === 'control') return control(cases, { id: rest.join('/'), body, response });
    const known = cases.get(first);
    if (known === undefined) return response.writeHead(404).end();
    const lines = request.rawHeaders.filter(
      (_, i, all) => i % 2 === 1 && all[i - 1]?.toLowerCase() === 'authorization',
    );
    const arrived = {
      origin,
      method: request.method ?? '',
      path: `/${rest.join('/')}`,
      authorization: lines,
      contentType: request.headers['content-type'] ?? null,
      body: body.slice(0, 10_000),
      sent: 0,
      closed: false,
    };
    known.arrived.push(arrived);
    response.on('close', () => {
      arrived.closed = true;
    });
    // The last step stands for all that follow.
    const step = known.steps.length > 1 ? known.steps.shift() : known.steps[0];
    await play(step ?? { status: 500 }, response, arrived);
  };
}

interface Control {
  readonly id: string;
  readonly body: string;
  readonly response: ServerResponse;
}

function control(cases: Map<string, Case>, { id, body, response }: Control): void {
  if (body !== '') cases.set(id, { steps: JSON.parse(body), arrived: [] });
  response.writeHead(200, JSON_TYPE).end(JSON.stringify(cases.get(id)?.arrived ?? []));
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  try {
    for await (const chunk of request.setEncoding('utf8')) text += chunk;
  } catch {
    // The other side has gone.
  }
  return text;
}

async function play(step: Step, response: ServerResponse, arrived: Case['arrived'][number]): Promise<void> {
  const { status = 200, body = '', headers = {}, how, onlyFor } = step;
  if (onlyFor !== undefined && arrived.authorization.join() !== `Bearer ${onlyFor}`) {
    response.writeHead(401, JSON_TYPE).end(UNAUTHORIZED);
    return;
  }
  const begin = (more: object = {}) => response.writeHead(status, { ...JSON_TYPE, ...headers, ...more });
  const gone = once(response, 'close');
  switch (how) {
    case 'cut':
      response.destroy();
      return;
    case 'cut_body':
      begin({ 'content-length': '1000' }).write(body);
      setTimeout(() => response.destroy(), 5);
      return;
    case 'stall':
      return;
    case 'stall_body':
      begin().write(body);
      return;
    case 'trickle': {
      begin();
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'flood':
      return flood(begin(), arrived, gone);
    case 'gzip_flood': {
      const packed = createGzip();
      packed.pipe(begin({ 'content-encoding': 'gzip' }));
      return flood(packed, arrived, gone);
    }
    default:
      begin().end(body);
  }
}

/** Sends a gigabyte, as fast as the other side takes it. */
async function flood(
  sink: Writable,
  arrived: Case['arrived'][number],
  gone: Promise<unknown>,
): Promise<void> {
  const chunk = new Uint8Array(2 ** 16).fill(0x20);
  sink.on('error', () => undefined);
  while (arrived.sent < GIGABYTE && !arrived.closed) {
    arrived.sent += chunk.length;
    if (sink.write(chunk)) continue;
    await Promise.race([once(sink, 'drain'), gone]).catch(() => undefined);
  }
  sink.end();
}
