import { assertThat } from '../assertions.ts';
import { assertAllowed, assertRefused } from './expectations.ts';
import { type Connection, openConnection } from './open-connection.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase, PluginSettings, PluginUnderTest } from './plugin-under-test.ts';
import { GIGABYTE, invalid, rejections, uploadHead } from './rejections.ts';
import { bearer, handledBy, requestText, type StartedPlugin } from './request.ts';

/** A case on one connection. */
function onConnection(
  name: string,
  settings: PluginSettings,
  body: (connection: Connection, running: StartedPlugin, plugin: PluginUnderTest) => Promise<void>,
): PluginCase {
  return pluginCase(name, settings, async (running, plugin) => {
    const connection = openConnection(running);
    try {
      await body(connection, running, plugin);
    } finally {
      connection.destroy();
    }
  });
}

/** Checks what happens to the body of a rejected request. */
export const bodyCases: readonly PluginCase[] = [
  ...rejections.flatMap(([title, headers, refusal]) => [
    onConnection(`a gigabyte ${title} is rejected before it is read`, {}, async (connection, running) => {
      connection.send(`${uploadHead([`Content-Length: ${GIGABYTE}`, ...headers])}the first bytes`);
      assertRefused(await connection.response(), refusal);
      assertThat((await handledBy(running)) === 0, 'No handler must start.');
    }),
    onConnection(
      `a body of unknown length ${title} is rejected before it is read`,
      {},
      async (connection, running) => {
        connection.send(`${uploadHead(['Transfer-Encoding: chunked', ...headers])}5\r\nhello\r\n`);
        assertRefused(await connection.response(), refusal);
        assertThat((await handledBy(running)) === 0, 'No handler must start.');
      },
    ),
  ]),

  onConnection('a client that waits for 100-continue is rejected', {}, async (connection) => {
    connection.send(uploadHead([`Content-Length: ${GIGABYTE}`, 'Expect: 100-continue', bearer('unknown')]));
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
