/// <reference types="node" />
import { fileURLToPath } from 'node:url';
import { contractTokens } from '@lynk-auth/conformance';
import { exampleEnvironment, formatChallenges, requestExample, runReadme } from '@lynk-auth/test-kit';
import { expect, test } from 'vitest';

test('README example', async () => {
  const { port, readme, close } = await runReadme({
    root: fileURLToPath(new URL('..', import.meta.url)),
    replaced: [
      [
        'await app.listen({ port: 3000 });',
        "await app.listen({ port: 0, host: '127.0.0.1' }); console.log(app.server.address().port);",
      ],
    ],
    env: exampleEnvironment(contractTokens.valid),
  });
  try {
    const { me, refusals, ask } = await requestExample(port, contractTokens);
    const [status, , body] = me;
    expect([status, JSON.parse(body)]).toMatchObject([200, { kind: 'service', tokenId: 'ci' }]);
    expect(await ask('GET', '/sboms', contractTokens.valid)).toEqual([200, null, '[]']);
    // The responses that the README shows below the example.
    for (const line of formatChallenges(refusals)) expect(readme).toContain(line);
    expect(refusals.map(([status]) => status)).toEqual([401, 401, 403]);
  } finally {
    await close();
  }
});
