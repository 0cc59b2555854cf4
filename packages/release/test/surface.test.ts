import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { judgeChange } from '../src/judge-change.ts';
import { readChangesets } from '../src/read-changesets.ts';
import { readPackages } from '../src/read-packages.ts';
import { digestSurfaces, readReleased, readSurfaces } from '../src/released.ts';
import { readSnapshots } from '../src/snapshots.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const packages = await readPackages(root);

test('there are packages, and each of them offers something', async () => {
  expect(packages.length).toBeGreaterThanOrEqual(12);
  for (const each of packages) {
    for (const { exports } of (await readSurfaces(each)).values())
      expect(exports.size, each.name).toBeGreaterThan(0);
  }
});

test.each(packages)('$name offers what its snapshot says (npm run api writes a new one)', async (each) => {
  const now = Object.fromEntries([...(await readSurfaces(each))].map(([entry, { text }]) => [entry, text]));
  expect(now).toEqual(await readSnapshots(each));
});

test('a changeset says what became of every surface since the last release', async () => {
  const released = await readReleased(root);
  const changesets = await readChangesets(root);
  const sentences: (string | null)[] = [];
  for (const each of packages) {
    sentences.push(
      judgeChange({
        name: each.name,
        version: each.version,
        released: released[each.name],
        now: digestSurfaces(await readSurfaces(each)),
        bump: changesets.get(each.name),
      }),
    );
  }
  const gone = Object.keys(released).filter((name) => !packages.some((each) => each.name === name));
  expect([
    ...sentences.filter((each) => each !== null),
    ...gone.map((name) => `${name} is not published any more.`),
  ]).toEqual([]);
});
