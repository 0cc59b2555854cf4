import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { tokenCorpus } from '@lynk-auth/conformance';
import { expect, test } from 'vitest';
import { listen } from '../servers/listen.ts';

const token = tokenCorpus.issued[0]?.token ?? '';

const failures: Readonly<Record<string, RequestListener>> = {
  'a 401': (_, response) => response.writeHead(401).end(),
  'a broken connection': (_, response) => response.destroy(),
  'a redirect': (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
};

/**
 * Declares the tests of what Node prints of an unhandled error of a client.
 *
 * @param child A program that makes one call (`node child ENDPOINT TOKEN`) and handles no error.
 */
export function testUnhandledErrors(child: string): void {
  test.each(Object.keys(failures))('%s: Node prints no token, with its debug logs on', async (name) => {
    const { port, close } = await listen(createServer(failures[name]));
    const endpoint = `http://127.0.0.1:${port}/lynkapi`;
    const run = spawn(process.execPath, [child, endpoint, token], {
      env: { ...process.env, NODE_DEBUG: 'fetch,undici', DEBUG: '*' },
    });
    let printed = '';
    for (const stream of [run.stdout, run.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk) => {
        printed += chunk;
      });
    }
    const [code] = await once(run, 'close');
    await close();
    expect(code).toBe(1);
    expect(printed).toContain('Lynk');
    for (let at = 14; at + 8 <= token.length; at += 1) {
      if (printed.includes(token.slice(at, at + 8))) throw new Error('The token was printed.');
    }
  });
}
