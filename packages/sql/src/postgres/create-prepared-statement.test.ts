/// <reference types="node" />
import { Pool, type PoolClient } from 'pg';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startPostgres } from '../../test/start-postgres.ts';
import {
  createPreparedStatement,
  type PreparedStatement,
  type TextRow,
} from './create-prepared-statement.ts';

const { connection, run: runSql } = await startPostgres();
const pool = new Pool(connection);
let client: PoolClient;
// A connection is not used again after a failure.
beforeEach(async () => {
  client = await pool.connect();
  client.on('error', () => undefined);
});
afterEach(() => client.release(true));

const run = <Row>(statement: PreparedStatement<Row>, ...values: unknown[]) =>
  new Promise<readonly TextRow<Row>[]>((onRows, onError) =>
    statement.run(client, values, { onRows, onError }),
  );

it('sends bytes, strings, numbers and null, and returns each column as a string', async () => {
  const echo = createPreparedStatement('echo', 'select $1::bytea, $2::text, $3::bigint, $4::text');
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const hex = Buffer.from(bytes).toString('hex');
  for (const text of ['', 'é漢😀', "'\\x00", 'NULL']) {
    expect(await run(echo, bytes, text, -(2 ** 53), null)).toEqual([
      [`\\x${hex}`, text, '-9007199254740992', null],
    ]);
  }
  // A view of a larger buffer.
  expect(await run(echo, new Uint8Array(bytes.buffer, 16, 2), '', 0, null)).toEqual([
    ['\\x1011', '', '0', null],
  ]);
});

it('returns all rows in order, or none', async () => {
  const series = createPreparedStatement('series', 'select generate_series(1, $1::int)');
  expect(await run(series, 3)).toEqual([['1'], ['2'], ['3']]);
  expect(await run(series, 0)).toEqual([]);
  expect(await run(series, 5000)).toHaveLength(5000);
});

it('is prepared once per connection', async () => {
  const count = createPreparedStatement(
    'many',
    'select count(*) from pg_prepared_statements where name = $1',
  );
  for (let call = 0; call < 5; call += 1) expect(await run(count, 'many')).toEqual([['1']]);
});

it('sends no describe message, and parse only once', async () => {
  const { connection: protocol } = client as unknown as {
    connection: Record<'parse' | 'describe' | 'bind', () => void>;
  };
  const sent = {
    parse: vi.spyOn(protocol, 'parse'),
    bind: vi.spyOn(protocol, 'bind'),
    describe: vi.spyOn(protocol, 'describe'),
  };
  const one = createPreparedStatement('one', 'select 1');
  for (let call = 0; call < 5; call += 1) expect(await run(one)).toEqual([['1']]);
  expect(sent.parse).toHaveBeenCalledTimes(1);
  expect(sent.bind).toHaveBeenCalledTimes(5);
  expect(sent.describe).not.toHaveBeenCalled();
});

it.each([
  ['an error of the server', 'select 1 / $1::int', '22012'],
  ['a statement that cannot be prepared', 'select $1::int from nowhere', '42P01'],
])('reports %s', async (_, text, code) => {
  await expect(run(createPreparedStatement('refused', text), 0)).rejects.toMatchObject({ code });
});

it('reports a connection that ends during the execution', async () => {
  const pending = run(createPreparedStatement('sleep', 'select pg_sleep(60)'));
  const ended = expect(pending).rejects.toMatchObject({ code: '57P01' });
  const findSleeping = `select pid from pg_stat_activity where query like 'select pg_sleep%'`;
  while ((await runSql(findSleeping)).length === 0);
  await runSql(`select pg_terminate_backend(pid) from (${findSleeping}) as found`);
  await ended;
});
