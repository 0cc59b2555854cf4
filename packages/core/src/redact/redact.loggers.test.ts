/// <reference types="node" />

import { type LoggerOptions, pino, stdSerializers } from 'pino';
import { describe, expect, test } from 'vitest';
import { createLogger, format, transports } from 'winston';
import { collect } from '../../test/collect.ts';
import { tokenCorpus } from '../../test/corpora.ts';
import { expectSafe } from '../../test/expect-safe.ts';
import { createRedactor } from './create-redactor.ts';

const [row] = tokenCorpus.issued;
if (row === undefined) throw new Error('The corpus is empty.');
const { token, body, mask } = row;
const redact = createRedactor();
const vendor = 'anothervendorsecret';

const headers = { authorization: `Bearer ${token}`, cookie: `sid=${vendor}`, host: 'a' };
const rawHeaders = ['Authorization', `Bearer ${token}`, 'X-Api-Key', vendor];
const request = { method: 'POST', url: `/lynkapi?token=${token}`, headers, rawHeaders };

function makeError(): Error {
  const inner = Object.assign(new TypeError(`inner ${token}`), { config: { headers } });
  const middle = new AggregateError([inner, new Error(token)], `middle ${token}`, { cause: inner });
  return Object.assign(new Error(`outer ${token}`, { cause: middle }), { request, token });
}

describe('pino', () => {
  const ways: Record<string, LoggerOptions> = {
    'hooks.streamWrite': { hooks: { streamWrite: redact } },
    'formatters.log and hooks.logMethod': {
      formatters: { log: (entry) => redact(entry) },
      hooks: {
        logMethod(args, method) {
          method.apply(this, redact(args));
        },
      },
    },
    'a serializer of errors behind it': {
      serializers: { err: stdSerializers.errWithCause },
      hooks: {
        logMethod(args, method) {
          method.apply(this, redact(args));
        },
      },
    },
  };
  for (const [way, options] of Object.entries(ways)) {
    test(way, () => {
      const { stream, output } = collect();
      const logger = pino(options, stream);
      logger.info(`sent ${token}`);
      logger.info('sent %s %o %j', token, { token }, [token]);
      logger.info({ request, nested: { deep: [{ token }] } }, `sent ${token}`);
      logger.error(makeError(), `failed with ${token}`);
      logger.error({ err: makeError(), [token]: token });
      logger.child({ request: redact(request) }).warn('child');

      const lines = output()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines).toHaveLength(6);
      expect(lines[0]?.['msg']).toBe(`sent ${mask}`);
      expect(lines[3]?.['err']).toMatchObject({ message: expect.stringContaining(`outer ${mask}`) });
      expectSafe(output(), body);
    });
  }

  test('masks the values of header-like keys of any vendor', () => {
    const { stream, output } = collect();
    const logger = pino({ formatters: { log: (entry) => redact(entry) } }, stream);
    logger.info({ request });
    logger.error(redact(makeError()));
    expect(output()).toContain(`"authorization":"Bearer ${mask}"`);
    expect(output()).not.toContain(vendor);
  });
});

test('winston', () => {
  const { stream, output } = collect();
  const logger = createLogger({
    transports: [new transports.Stream({ stream })],
    format: format.combine(
      format.splat(),
      format.errors({ stack: true, cause: true }),
      format((info) => redact(info))(),
      format.json(),
    ),
  });
  logger.info(`sent ${token}`);
  logger.info('sent %s %j', token, { token }, { request });
  logger.info('sent', { request, nested: { deep: [{ token }] }, [token]: token });
  logger.error(makeError());
  logger.error('failed', makeError());
  logger.error('failed', { error: makeError() });

  const lines = output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(6);
  expect(lines[0]).toMatchObject({ level: 'info', message: `sent ${mask}` });
  expect(lines[2]).toMatchObject({ request: { headers: { authorization: `Bearer ${mask}`, cookie: '…' } } });
  expect(output()).not.toContain(vendor);
  expectSafe(output(), body);
});
