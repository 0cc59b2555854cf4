/// <reference types="node" />
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { generate } from 'selfsigned';
import { listen, type RunningServer } from './listen.ts';
import { play, type Recorded } from './play.ts';
import type { ClientServers, OriginName, Step } from './script.ts';

/** The steps of one case, and the requests that it has received. */
interface Script {
  readonly steps: Step[];
  readonly received: Recorded[];
}

/** The running servers of the client contract. */
export interface RunningClientServers extends ClientServers {
  /** The self-signed certificate of the TLS origin, in PEM. */
  readonly certificate: string;
  /** Sets the steps of an id; its endpoint is the path `/ID/lynkapi` on every origin. */
  serve(id: string, ...steps: readonly Step[]): void;
  close(): Promise<void>;
}

/** No program listens there: the port is reserved, and not one of those that `fetch` blocks. A free port may be taken. */
const UNREACHABLE = 'http://127.0.0.1:2';

/**
 * Starts the servers that `clientContract` calls: three origins on 127.0.0.1 that follow a script and
 * record what they receive. Runs on Node.
 *
 * The cases of the group `tls` need a client that trusts the `certificate`. On Node, write it to a file and
 * start the process that runs the client with `NODE_EXTRA_CA_CERTS=file`.
 *
 * @returns The running servers.
 */
export async function startClientServers(): Promise<RunningClientServers> {
  const scripts = new Map<string, Script>();
  const { cert, key } = await createCertificate();
  const servers: Record<OriginName, Server> = {
    plain: createServer(createListener('plain', scripts)),
    other: createServer(createListener('other', scripts)),
    tls: createTlsServer({ cert, key }, createListener('tls', scripts)),
  };
  const running: RunningServer[] = [];
  const start = async (name: OriginName, scheme: string, host: string) => {
    const each = await listen(servers[name]);
    running.push(each);
    return `${scheme}://${host}:${each.port}`;
  };
  return {
    certificate: cert,
    unreachable: UNREACHABLE,
    origins: {
      plain: await start('plain', 'http', '127.0.0.1'),
      other: await start('other', 'http', '127.0.0.1'),
      tls: await start('tls', 'https', 'localhost'),
    },
    serve(id, ...steps) {
      scripts.set(id, { steps: [...steps], received: [] });
    },
    async close() {
      for (const each of running) await each.close();
    },
  };
}

async function createCertificate(): Promise<{ readonly cert: string; readonly key: string }> {
  const names = [{ type: 2, value: 'localhost' } as const, { type: 7, ip: '127.0.0.1' } as const];
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'subjectAltName', altNames: names },
    ],
  });
  return { cert, key };
}

/** `/control/ID` sets the steps of a case or returns what it has received; `/ID/…` follows the steps. */
function createListener(origin: OriginName, scripts: Map<string, Script>): RequestListener {
  return async (request, response) => {
    const body = await readBody(request);
    const [, first = '', ...rest] = (request.url ?? '').split('/');
    if (first === 'control') return control(scripts, { id: rest.join('/'), body, response });
    const script = scripts.get(first);
    if (script === undefined) return response.writeHead(404).end();
    const received: Recorded = {
      origin,
      method: request.method ?? '',
      path: `/${rest.join('/')}`,
      authorization: authorizationLines(request),
      contentType: request.headers['content-type'] ?? null,
      body: body.slice(0, 10_000),
      sent: 0,
      closed: false,
    };
    script.received.push(received);
    response.on('close', () => {
      received.closed = true;
    });
    const step = script.steps.length > 1 ? script.steps.shift() : script.steps[0];
    await play(step ?? { status: 500 }, response, received);
  };
}

interface ControlRequest {
  readonly id: string;
  readonly body: string;
  readonly response: ServerResponse;
}

function control(scripts: Map<string, Script>, { id, body, response }: ControlRequest): void {
  if (body !== '') scripts.set(id, { steps: JSON.parse(body), received: [] });
  const type = { 'content-type': 'application/json' };
  response.writeHead(200, type).end(JSON.stringify(scripts.get(id)?.received ?? []));
}

const authorizationLines = ({ rawHeaders }: IncomingMessage): readonly string[] =>
  rawHeaders.filter(
    (_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'authorization',
  );

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  try {
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
  } catch {
    // The client closed the connection.
  }
  return body;
}
