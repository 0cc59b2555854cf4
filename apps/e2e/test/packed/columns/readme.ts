import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractTokens } from '@lynk-auth/conformance';
import {
  completeExample,
  declareExampleGlobals,
  exampleEnvironment,
  formatChallenges,
  requestExample,
} from '@lynk-auth/test-kit';
import { expect } from 'vitest';
import { compile } from '../../../src/packed/compile.ts';
import { importedVersions } from '../../../src/packed/pinned-version.ts';
import { globalPackages, importedPackages, readmeExamples } from '../../../src/packed/readme-examples.ts';
import { serveCheck } from '../../../src/packed/serve-check.ts';
import { startExample } from '../../../src/packed/start-example.ts';
import type { Stage } from './stage.ts';

const first = 'out-readme/readme/0.mjs';

/** Installs the packages that the README examples import, and compiles the examples. */
export async function compileReadme(stage: Stage): Promise<void> {
  const examples = await readmeExamples(stage.unpacked);
  expect(examples.length).toBeGreaterThan(0);
  const completed = await Promise.all(examples.map((code) => completeExample(code)));
  const shared = Object.assign({}, ...completed.map(({ files }) => files)) as Record<string, string>;
  const others = [...importedPackages([...examples, ...Object.values(shared)]), ...globalPackages].filter(
    (name) => name !== stage.package && !(name in stage.consumer.beside),
  );
  const own = `packages/${stage.consumer.package}`;
  await stage.project.add(importedVersions(others, [stage.consumer.pins ?? own, own]));
  const files = Object.fromEntries([
    ...completed.map(({ code }, index) => [`readme/${index}.mts`, `${code}\nexport {};\n`]),
    ...Object.entries(shared).map(([name, code]) => [`readme/${name}.mts`, code]),
  ]);
  const problems = await compile({
    folder: stage.project.folder,
    resolution: 'nodenext',
    files: { ...files, 'readme/spoken-of.d.ts': declareExampleGlobals() },
    skipLibCheck: true,
    // An example is not a library, so it needs no declarations.
    declaration: false,
    out: 'out-readme',
  });
  expect(problems).toBe('');
}

/** Runs the first README example unchanged. */
export const runReadme = {
  async runs(stage: Stage): Promise<void> {
    const { status, output } = await stage.run(first);
    expect([output, status]).toEqual(['', 0]);
  },

  async calls(stage: Stage): Promise<void> {
    const { endpoint, server } = await serveCheck(stage.token);
    const caller = `import { organizationName } from './${first}';\nconsole.log(await organizationName());\n`;
    await writeFile(stage.path('call.mjs'), caller);
    const env = { INTERLYNK_API_URL: endpoint, INTERLYNK_SECURITY_TOKEN: stage.token };
    const { output } = await stage.run('call.mjs', env);
    server.close();
    expect(output).toBe('Acme Corp\n');
  },

  async serves(stage: Stage): Promise<void> {
    const readme = await readFile(join(stage.unpacked, 'README.md'), 'utf8');
    const env = exampleEnvironment(contractTokens.valid);
    const { port, close } = await startExample(stage.project.folder, first, env);
    const { me, refusals } = await requestExample(port, contractTokens).finally(close);
    expect([me[0], JSON.parse(me[2])]).toMatchObject([200, { kind: 'service', tokenId: 'ci' }]);
    // The README shows these responses below the example.
    for (const line of formatChallenges(refusals)) expect(readme).toContain(line);
    expect(refusals.map(([status]) => status)).toEqual([401, 401, 403]);
  },
} as const;
