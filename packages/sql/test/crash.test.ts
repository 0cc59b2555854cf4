import { it } from 'vitest';
import { crashOnSqlite } from './crash-on-sqlite.ts';
import { temporaryFolder } from './temporary-folder.ts';

const KILLS = 10;
const newPath = temporaryFolder();

it(`after ${KILLS} kills every acknowledged command is stored, and no command is partly applied`, async () => {
  await crashOnSqlite(newPath(), { kills: KILLS, seed: 4 });
});
