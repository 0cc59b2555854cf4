/// <reference types="node" />
import { it } from 'vitest';
import { crashOnSqlite } from '../crash-on-sqlite.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const KILLS = 500;
const seed = Date.now() % 2 ** 32;
const newPath = temporaryFolder();

it(`after ${KILLS} kills, with seed ${seed}, every acknowledged command is stored, and no command is partly applied`, async () => {
  const acknowledged = await crashOnSqlite(newPath(), { kills: KILLS, seed });
  process.stdout.write(`seed ${seed}, acknowledged: ${JSON.stringify(acknowledged)}\n`);
});
