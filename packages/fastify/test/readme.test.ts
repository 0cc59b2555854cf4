/// <reference types="node" />
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { runReadme } from '@lynk-auth/runtimes';
import { contractTokens } from '@lynk-auth/testing';
import { expect, test } from 'vitest';

test('README example', async () => {
  const { port, readme, close } = await runReadme({
    root: fileURLToPath(new URL('..', import.meta.url)),
    listen: [
      'await app.listen({ port: 3000 });',
      "await app.listen({ port: 0, host: '127.0.0.1' }); console.log(app.server.address().port);",
    ],
    env: { CI_TOKEN_SHA256: createHash('sha256').update(contractTokens.valid).digest('hex') },
  });
  try {
    const ask = async (method: string, path: string, token?: string) => {
      const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers });
      return [answer.status, answer.headers.get('www-authenticate'), await answer.text()];
    };
    const [status, , me] = await ask('GET', '/me', contractTokens.valid);
    expect([status, JSON.parse(String(me))]).toMatchObject([200, { kind: 'service', tokenId: 'ci' }]);
    expect(await ask('GET', '/sboms', contractTokens.valid)).toEqual([200, null, '[]']);
    const refusals = [
      await ask('GET', '/me'),
      await ask('GET', '/me', contractTokens.unknown),
      await ask('POST', '/sboms', contractTokens.valid),
    ];
    // What the README shows below the example.
    for (const [refused, challenge] of refusals) {
      expect(readme).toContain(`${refused} WWW-Authenticate: ${challenge}\n`);
    }
    expect(refusals.map(([refused]) => refused)).toEqual([401, 401, 403]);
  } finally {
    await close();
  }
});
