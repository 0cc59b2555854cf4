import { assertSame, assertThat } from '../assertions.ts';
import { assertRefused } from './expectations.ts';
import { openConnection } from './open-connection.ts';
import { pluginCase } from './plugin-case.ts';
import type { PluginCase } from './plugin-under-test.ts';
import { GIGABYTE, invalid, rejections, uploadHead } from './rejections.ts';
import { bearer, handledBy, type StartedPlugin, sendToken } from './request.ts';
import { uploadThenRead } from './upload.ts';

const UPLOAD = 10_000_000;
/** How long a server may receive the body of a rejected request, in milliseconds. */
const MAX_DISCARD_MS = 8000;

/** Sends a byte of a body that never ends, again and again, and returns whether the server ends the connection. */
async function isCut(running: StartedPlugin, length: string, byte: string): Promise<boolean> {
  const connection = openConnection(running);
  connection.send(uploadHead([length, bearer('unknown')]));
  const drip = setInterval(() => connection.send(byte), 100);
  try {
    assertRefused(await connection.response(), invalid);
    return await connection.ends(MAX_DISCARD_MS);
  } finally {
    clearInterval(drip);
    connection.destroy();
  }
}

/** Checks that a client that is uploading can read the response, and cannot upload without end. */
export const uploadCases: readonly PluginCase[] = [
  ...rejections.map(([title, headers, refusal]) =>
    pluginCase(
      `a client that uploads ${title} can read the response`,
      {},
      async (running, { receivesUploads = true }) => {
        if (!receivesUploads) return;
        const uploads = Array.from({ length: 4 }, (_, index) => {
          const upload = { head: uploadHead(headers), size: UPLOAD, chunked: index % 2 === 1 };
          return uploadThenRead(running, upload);
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
        isCut(running, `Content-Length: ${GIGABYTE}`, 'x'),
        isCut(running, 'Content-Length: 1000', 'x'),
        isCut(running, 'Transfer-Encoding: chunked', '1\r\nx\r\n'),
      ]);
      assertSame(cut, [true, true, true], 'The connection must end, although the client still sends.');
    },
  ),
];
