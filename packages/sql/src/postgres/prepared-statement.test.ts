/// <reference types="node" />
import { Pool, type PoolClient } from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startPostgres } from '../../test/start-postgres.ts';
import { type AsText, createPreparedStatement, type PreparedStatement } from './prepared-statement.ts';

const { connection, run } = await startPostgres();
const pool = new Pool(connection);
let client: PoolClient;
// One that has failed is not used again.
beforeEach(async () => {
  client = await pool.connect();
  client.on('error', () => undefined);
});
afterEach(() => client.release(true));

const ask = <Row>(statement: PreparedStatement<Row>, ...values: unknown[]) =>
  new Promise<readonly AsText<Row>[]>((answered, failed) =>
    statement.run(client, values, { answered, failed }),
  );

it('sends bytes, text, numbers and null, and gives each column as text', async () => {
  const echo = createPreparedStatement('echo', 'select $1::bytea, $2::text, $3::bigint, $4::text');
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const hex = Buffer.from(bytes).toString('hex');
  for (const text of ['', 'é漢😀', "'\\x00", 'NULL']) {
    expect(await ask(echo, bytes, text, -(2 ** 53), null)).toEqual([
      [`\\x${hex}`, text, '-9007199254740992', null],
    ]);
  }
  // Bytes in the middle of others, as a view.
  expect(await ask(echo, new Uint8Array(bytes.buffer, 16, 2), '', 0, null)).toEqual([
    ['\\x1011', '', '0', null],
  ]);
});

it('gives all rows, in order, or none', async () => {
  const series = createPreparedStatement('series', 'select generate_series(1, $1::int)');
  expect(await ask(series, 3)).toEqual([['1'], ['2'], ['3']]);
  expect(await ask(series, 0)).toEqual([]);
  expect(await ask(series, 5000)).toHaveLength(5000);
});

it('is prepared once a connection', async () => {
  const many = createPreparedStatement('many', 'select count(*) from pg_prepared_statements where name = $1');
  for (let call = 0; call < 5; call += 1) expect(await ask(many, 'many')).toEqual([['1']]);
});

it('sends no more than it has to', async () => {
  const { connection: wire } = client as unknown as {
    connection: Record<'parse' | 'describe' | 'bind', () => void>;
  };
  const sent = {
    parse: vi.spyOn(wire, 'parse'),
    bind: vi.spyOn(wire, 'bind'),
    describe: vi.spyOn(wire, 'describe'),
  };
  const one = createPreparedStatement('one', 'select 1');
  for (let call = 0; call < 5; call += 1) expect(await ask(one)).toEqual([['1']]);
  expect(sent.parse).toHaveBeenCalledTimes(1);
  expect(sent.bind).toHaveBeenCalledTimes(5);
  expect(sent.describe).not.toHaveBeenCalled();
});

it.each([
  ['what the server refuses', 'select 1 / $1::int', '22012'],
  ['what cannot be prepared', 'select $1::int from nowhere', '42P01'],
])('tells of %s', async (_, text, code) => {
  await expect(ask(createPreparedStatement('refused', text), 0)).rejects.toMatchObject({ code });
});

it('tells of a connection that ends meanwhile', async () => {
  const asleep = ask(createPreparedStatement('sleep', 'select pg_sleep(60)'));
  const ended = expect(asleep).rejects.toMatchObject({ code: '57P01' });
  const sleeper = `select pid from pg_stat_activity where query like 'select pg_sleep%'`;
  while ((await run(sleeper)).length === 0);
  await run(`select pg_terminate_backend(pid) from (${sleeper}) as found`);
  await ended;
});
