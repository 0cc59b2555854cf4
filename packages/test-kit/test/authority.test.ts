import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { countCases, isAvailable, type Running, type RuntimeName, runtimes } from '../src/index.ts';
import { type AuthorityServer, authorityCases } from './authority-cases.ts';
import type { StartedAuthority } from './authority-handler.ts';

const entry = fileURLToPath(new URL('./authority-handler.ts', import.meta.url));

describe.each(Object.keys(runtimes) as RuntimeName[])('the handlers of the authority on %s', (runtime) => {
  describe.skipIf(!isAvailable(runtime))('without a framework', () => {
    const subject = 'HTTP handlers';
    const { cases, record } = countCases(authorityCases, { runtime, package: 'authority', subject });
    let running: Running;
    beforeAll(async () => {
      running = await runtimes[runtime](entry, {});
    });
    afterAll(async () => {
      record();
      await running?.close();
    });

    for (const { name, run } of cases) {
      it(name, async () => {
        const origin = `http://127.0.0.1:${running.port}`;
        const started = (await (await fetch(`${origin}/start`)).json()) as StartedAuthority;
        const server: AuthorityServer = { ...started, runtime, base: `${origin}/auth` };
        await run(server);
      });
    }
  });
});
