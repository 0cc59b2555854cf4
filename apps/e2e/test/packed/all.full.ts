import { rm } from 'node:fs/promises';
import { generateToken } from '@lynk-auth/core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkTarball } from '../../src/packed/check-tarball.ts';
import { type Consumer, newest, older } from '../../src/packed/consumers.ts';
import { packPackages, type Tarballs } from '../../src/packed/pack-packages.ts';
import { bundle } from './columns/bundles.ts';
import { runJest, runVitest } from './columns/nest-specs.ts';
import { compileReadme, runReadme } from './columns/readme.ts';
import { Stage } from './columns/stage.ts';
import { use, useStrictly } from './columns/use.ts';

type Column = readonly [name: string, has: (consumer: Consumer) => boolean, check: (stage: Stage) => unknown];

const always = () => true;
const whole = ({ brief }: Consumer) => brief !== true;
const isNest = (consumer: Consumer) => whole(consumer) && consumer.package === 'nest';

/** The checks of each project, in order. */
const columns: readonly Column[] = [
  ['npm', always, (stage) => stage.install()],
  [
    'files',
    whole,
    async (stage) => expect(await checkTarball(stage.unpacked, stage.consumer.package)).toEqual([]),
  ],
  ['nodenext', always, (stage) => use(stage, 'nodenext')],
  ['node16', whole, (stage) => use(stage, 'node16')],
  ['bundler', whole, (stage) => use(stage, 'bundler')],
  ['pnpm', whole, useStrictly],
  ['esbuild', whole, (stage) => bundle(stage, 'esbuild')],
  ['rollup', whole, (stage) => bundle(stage, 'rollup')],
  ['README', whole, compileReadme],
  [
    'README runs',
    (consumer) => whole(consumer) && consumer.example !== undefined,
    (stage) => runReadme[stage.consumer.example ?? 'runs'](stage),
  ],
  ['Jest', isNest, runJest],
  ['Vitest', isNest, runVitest],
];

const token = generateToken({ kind: 'service', environment: 'live' }).reveal();
let tarballs: Tarballs;
beforeAll(async () => {
  tarballs = await packPackages();
});
afterAll(() => rm(tarballs.folder, { recursive: true, force: true }));

// The names are the rows and columns of the printed table.
for (const consumer of [...newest, ...older]) {
  describe.concurrent(consumer.name, () => {
    describe.sequential('in its own project', () => {
      let stage: Stage;
      beforeAll(() => {
        stage = new Stage(consumer, tarballs, token);
      });
      afterAll(() => stage.dispose());

      for (const [name, has, check] of columns) {
        test.skipIf(!has(consumer))(name, async () => {
          await check(stage);
        });
      }
    });
  });
}
