import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { bundlers, findNodeOnly } from '../../../src/packed/bundle.ts';
import type { Stage } from './stage.ts';

/** Bundles the compiled program and runs the bundle. */
export async function bundle(stage: Stage, bundler: keyof typeof bundlers): Promise<void> {
  const { bundle: platform, external = [] } = stage.consumer;
  // A bundle with external modules runs where they resolve. Every other bundle runs without any package.
  const folder =
    external.length > 0 ? stage.path('bundles') : join(stage.tarballs.folder, stage.consumer.name);
  const file = join(folder, `${bundler}.${platform === 'node' ? 'cjs' : 'mjs'}`);
  await mkdir(folder, { recursive: true });
  await bundlers[bundler]({ entry: stage.path('out-nodenext/esm.mjs'), file, platform, external });
  expect((await stage.run(file, {}, folder)).output).toBe('fine\n');
  if (platform === 'neutral') expect(await findNodeOnly(file)).toEqual([]);
}
