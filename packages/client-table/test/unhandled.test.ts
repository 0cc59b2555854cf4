import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { tokenCorpus } from '@lynk-auth/conformance';
import { listen } from '@lynk-auth/runtimes';
import { expect, test } from 'vitest';

const child = fileURLToPath(new URL('./children/unhandled.mjs', import.meta.url));
const token = tokenCorpus.issued[0]?.token ?? '';

const failures: Readonly<Record<string, RequestListener>> = {
  refused: (_, response) => response.writeHead(401).end(),
  cut: (_, response) => response.destroy(),
  redirected: (_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
};

// `fetch` here is the client on ofetch; `http` is axios.
const cases = Object.keys(failures).flatMap((name) => [
  [name, 'fetch'],
  [name, 'http'],
]);

test.each(cases)(
  '%s, %s: what Node prints of it, with its debug logs on, holds no token',
  async (name = '', client = '') => {
    const { port, close } = await listen(createServer(failures[name]));
    const endpoint = `http://127.0.0.1:${port}/lynkapi`;
    const run = spawn(process.execPath, [child, client, endpoint, token], {
      env: { ...process.env, NODE_DEBUG: 'fetch,undici', DEBUG: '*' },
    });
    let printed = '';
    for (const stream of [run.stdout, run.stderr])
      stream.setEncoding('utf8').on('data', (text) => (printed += text));
    const [code] = await once(run, 'close');
    await close();
    expect(code).toBe(1);
    expect(printed).toContain('Lynk');
    for (let at = 14; at + 8 <= token.length; at += 1) {
      if (printed.includes(token.slice(at, at + 8))) throw new Error('It was printed.');
    }
  },
);
