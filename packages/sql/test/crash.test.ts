import { it } from 'vitest';
import { crashOnSqlite } from './crash-on-sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILLS = 10;
const newPath = temporaryFolder();

it(`after ${KILLS} kills nothing that was answered is lost, and nothing is half done`, async () => {
  await crashOnSqlite(newPath(), { kills: KILLS, seed: 4 });
});
