/// <reference types="node" />
import { fileURLToPath } from 'node:url';
import { contractTokens } from '@lynk-auth/conformance';
import { exampleEnvironment, formatChallenges, requestExample, runReadme } from '@lynk-auth/test-kit';
import { expect, test } from 'vitest';

test.each(['express', 'express4'])('README example, with the package %s', async (framework) => {
  const { port, readme, close } = await runReadme({
    root: fileURLToPath(new URL('..', import.meta.url)),
    replaced: [
      ["from 'express'", `from '${framework}'`],
      [
        'app.listen(3000);',
        "const server = app.listen(0, '127.0.0.1', () => console.log(server.address().port));",
      ],
    ],
    env: exampleEnvironment(contractTokens.valid),
  });
  try {
    const { me, refusals, ask } = await requestExample(port, contractTokens);
    const shown =
      '{"kind":"service","tokenId":"ci","organizationId":"acme","permissions":["view_sboms"],"expiresAt":null}';
    expect(me).toEqual([200, null, shown]);
    expect(await ask('GET', '/sboms', contractTokens.valid)).toEqual([200, null, '[]']);
    // The responses that the README shows below the example.
    for (const line of formatChallenges(refusals)) expect(readme).toContain(line);
    expect(refusals.map(([status]) => status)).toEqual([401, 401, 403]);
  } finally {
    await close();
  }
});
