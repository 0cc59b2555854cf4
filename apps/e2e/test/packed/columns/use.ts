import { join } from 'node:path';
import { expect } from 'vitest';
import { compile, importsOf, type Resolution } from '../../../src/packed/compile.ts';
import { readProgram } from '../../../src/packed/create-project.ts';
import type { Stage } from './stage.ts';

/** Compiles the program as ESM and as CommonJS, with declarations, and runs the output. */
export async function use(stage: Stage, resolution: Resolution, project = stage.project): Promise<void> {
  const { consumer, package: name } = stage;
  const program = await readProgram(consumer.package, stage.token);
  const commonJs: Record<string, string> =
    resolution === 'bundler'
      ? { 'required.cts': `import lib = require('${name}');\nexport = lib;\n` }
      : { 'cjs.cts': program };
  const out = `out-${resolution}`;
  const options = {
    folder: project.folder,
    resolution,
    out,
    skipLibCheck: consumer.skipLibCheck !== undefined,
  };
  const isRejected = resolution === 'node16' && consumer.esmOnly === true;
  if (isRejected) expect(await compile({ ...options, files: commonJs })).toContain('error TS1479');

  const files = isRejected ? { 'esm.mts': program } : { 'esm.mts': program, ...commonJs };
  expect(await compile({ ...options, files })).toBe('');
  for (const file of Object.keys(files)) {
    const [stem = '', extension = ''] = file.split('.');
    const emitted = `${out}/${stem}.${extension.replace('t', 'j')}`;
    const { status, output } = await stage.run(emitted, {}, project.folder);
    expect([output, status]).toEqual([stem === 'required' ? '' : 'fine\n', 0]);
    // The imports of a declaration must resolve in any project.
    const named = await importsOf(join(project.folder, out, `${stem}.d.${extension}`));
    expect(named.filter((each) => each.startsWith('.') || each.includes('node_modules'))).toEqual([]);
  }
}

/** The same with pnpm, where a package can import only its own dependencies. */
export async function useStrictly(stage: Stage): Promise<void> {
  const project = await stage.createProject('pnpm');
  try {
    await use(stage, 'nodenext', project);
  } finally {
    await project.dispose();
  }
}
