/// <reference types="node" />
import { it } from 'vitest';
import { crashOnSqlite } from '../crash-on-sqlite.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const KILLS = 500;
const seed = Date.now() % 2 ** 32;
const newPath = temporaryFolder();

it(`after ${KILLS} kills, by seed ${seed}, nothing that was answered is lost, and nothing is half done`, async () => {
  const answered = await crashOnSqlite(newPath(), { kills: KILLS, seed });
  process.stdout.write(`seed ${seed}, answered: ${JSON.stringify(answered)}\n`);
});
