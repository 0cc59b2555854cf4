import { assertSame, assertThat } from '../assertions.ts';
import { assertAllowed, assertRefused, type Refusal } from './expectations.ts';
import { type Connection, openConnection } from './open-connection.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase, PluginSettings, PluginUnderTest } from './plugin-under-test.ts';
import { bearer, handledBy, requestText, type StartedPlugin, sendToken } from './request.ts';
import { uploadThenRead } from './upload.ts';

const GIGABYTE = 2 ** 30;
const UPLOAD = 10_000_000;
/** How long a server may receive the body of a rejected request, in milliseconds. */
const MAX_DISCARD_MS = 8000;
const invalid: Refusal = { status: 401, challenge: ', error="invalid_token"' };
const forbidden: Refusal = {
  status: 403,
  challenge: ', error="insufficient_scope", scope="update_sboms"',
  expires: '2099-01-01T00:00:00.000Z',
};

/** A case on one connection. */
function onConnection(
  name: string,
  settings: PluginSettings,
  body: (connection: Connection, running: StartedPlugin, plugin: PluginUnderTest) => Promise<void>,
): PluginCase {
  return pluginCase(name, settings, async (running, plugin) => {
    const connection = openConnection(running.port);
    try {
      await body(connection, running, plugin);
    } finally {
      connection.destroy();
    }
  });
}

const slow = (headers: readonly string[]) =>
  requestText({
    method: 'POST',
    path: '/sboms',
    headers: ['Content-Type: application/octet-stream', ...headers],
  });

const rejections = [
  ['without a token', [], { status: 401, challenge: '' }],
  ['with a bad token', [bearer('unknown')], invalid],
  ['without the permission', [bearer('expiring')], forbidden],
  [
    'with two tokens',
    [bearer('valid'), bearer('valid')],
    { status: 400, challenge: ', error="invalid_request"' },
  ],
] as const satisfies readonly (readonly [string, readonly string[], Refusal])[];

/** Sends a byte of a body that never ends, again and again, and returns whether the server ends the connection. */
async function isCut(port: number, length: string, byte: string): Promise<boolean> {
  const connection = openConnection(port);
  connection.send(slow([length, bearer('unknown')]));
  const drip = setInterval(() => connection.send(byte), 100);
  try {
    assertRefused(await connection.response(), invalid);
    return await connection.ends(MAX_DISCARD_MS);
  } finally {
    clearInterval(drip);
    connection.destroy();
  }
}

/** Checks what happens to the body of a rejected request. */
export const bodyCases: readonly PluginCase[] = [
  ...rejections.map(([title, headers, refusal]) =>
    pluginCase(
      `a client that uploads ${title} can read the response`,
      {},
      async (running, { receivesUploads = true }) => {
        if (!receivesUploads) return;
        const uploads = Array.from({ length: 4 }, (_, index) => {
          const upload = { head: slow(headers), size: UPLOAD, chunked: index % 2 === 1 };
          return uploadThenRead(running.port, upload);
        });
        for (const response of await Promise.all(uploads)) assertRefused(response, refusal);
        assertThat((await handledBy(running)) === 0, 'No handler must start.');
      },
    ),
  ),

  pluginCase(
    'fetch with a form of 10 MB can read the response',
    {},
    async (running, { receivesUploads = true }) => {
      if (!receivesUploads) return;
      const [, token = ''] = bearer('unknown').split(': ');
      const statuses = Array.from({ length: 16 }, async () => {
        const body = new FormData();
        body.set('0', new Blob([new Uint8Array(UPLOAD)]));
        const url = `http://127.0.0.1:${running.port}/sboms`;
        const response = await fetch(url, { method: 'POST', headers: { authorization: token }, body });
        await response.text();
        return response.status;
      });
      assertSame(await Promise.all(statuses), Array(16).fill(401), 'Every response must be readable.');
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    },
  ),

  pluginCase(
    'a rejected request whose body never ends is cut',
    {},
    async (running, { closesConnections = true }) => {
      if (!closesConnections) return assertRefused(await sendToken(running, 'unknown', '/whoami'), invalid);
      const cut = await Promise.all([
        isCut(running.port, `Content-Length: ${GIGABYTE}`, 'x'),
        isCut(running.port, 'Content-Length: 1000', 'x'),
        isCut(running.port, 'Transfer-Encoding: chunked', '1\r\nx\r\n'),
      ]);
      assertSame(cut, [true, true, true], 'The connection must end, although the client still sends.');
    },
  ),

  ...rejections.flatMap(([title, headers, refusal]) => [
    onConnection(`a gigabyte ${title} is rejected before it is read`, {}, async (connection, running) => {
      connection.send(`${slow([`Content-Length: ${GIGABYTE}`, ...headers])}the first bytes`);
      assertRefused(await connection.response(), refusal);
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    }),
    onConnection(
      `a body of unknown length ${title} is rejected before it is read`,
      {},
      async (connection, running) => {
        connection.send(`${slow(['Transfer-Encoding: chunked', ...headers])}5\r\nhello\r\n`);
        assertRefused(await connection.response(), refusal);
        assertThat((await handledBy(running)) === 0, 'No handler must start.');
      },
    ),
  ]),

  onConnection('a client that waits for 100-continue is rejected', {}, async (connection) => {
    connection.send(slow([`Content-Length: ${GIGABYTE}`, 'Expect: 100-continue', bearer('unknown')]));
    assertRefused(await connection.response(), invalid);
  }),

  onConnection('a rejected request without a body leaves the connection open', {}, async (connection) => {
    for (const token of ['unknown', 'valid', 'unknown', 'valid'] as const) {
      connection.send(requestText({ path: '/organization', headers: [bearer(token)] }));
      const response = await connection.response();
      if (token === 'valid') assertAllowed(response);
      else assertRefused(response, invalid);
    }
  }),

  onConnection(
    'the body of a rejected request is never parsed as a request',
    {},
    async (connection, running) => {
      const inner = requestText({ path: '/organization', headers: [bearer('valid')] });
      connection.send(
        requestText({ method: 'POST', path: '/sboms', headers: [bearer('unknown')], body: inner }),
      );
      assertRefused(await connection.response(), invalid);
      const again = { path: '/organization', headers: [bearer('unknown')] };
      connection.send(requestText(again));
      const next = await connection.response().catch(() => null);
      if (next !== null) assertRefused(next, invalid);
      else
        assertThat(
          await connection.ends(0),
          'The next request must get a response, or the connection must end.',
        );
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    },
  ),

  onConnection(
    'pipelined requests get their responses in order',
    {},
    async (connection, _, { respondsInOrder = true }) => {
      const asked = ['unknown', 'valid', 'late', 'unknown', 'promised'] as const;
      connection.send(
        asked.map((token) => requestText({ path: '/organization', headers: [bearer(token)] })).join(''),
      );
      let count = 0;
      for (const token of asked) {
        const response = respondsInOrder
          ? await connection.response()
          : await connection.response().catch(() => undefined);
        if (response === undefined) break;
        count += 1;
        if (token === 'unknown') assertRefused(response, invalid);
        else assertAllowed(response);
      }
      assertThat(
        (count === asked.length) === respondsInOrder,
        'The number of responses must match respondsInOrder.',
      );
      if (!respondsInOrder) assertThat(await connection.ends(2000), 'The connection must end.');
    },
  ),
];
