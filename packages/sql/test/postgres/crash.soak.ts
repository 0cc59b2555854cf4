/// <reference types="node" />
import { it } from 'vitest';
import { startPostgres } from '../start-postgres.ts';
import { crashOnPostgres } from './crash-on-postgres.ts';

const KILLS = 500;
const seed = Date.now() % 2 ** 32;
const postgres = await startPostgres();

it(`after ${KILLS} kills, with seed ${seed}, every acknowledged command is stored, and no command is partly applied`, async () => {
  const acknowledged = await crashOnPostgres(postgres, { kills: KILLS, seed });
  process.stdout.write(`seed ${seed}, acknowledged: ${JSON.stringify(acknowledged)}\n`);
});
