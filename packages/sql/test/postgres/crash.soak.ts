/// <reference types="node" />
import { it } from 'vitest';
import { startPostgres } from '../start-postgres.ts';
import { crashOnPostgres } from './crash-on-postgres.ts';

const KILLS = 500;
const seed = Date.now() % 2 ** 32;
const postgres = await startPostgres();

it(`after ${KILLS} kills, by seed ${seed}, nothing that was answered is lost, and nothing is half done`, async () => {
  const answered = await crashOnPostgres(postgres, { kills: KILLS, seed });
  process.stdout.write(`seed ${seed}, answered: ${JSON.stringify(answered)}\n`);
});
