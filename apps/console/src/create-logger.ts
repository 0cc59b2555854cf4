import { createRedactor } from '@lynk-auth/core';
import { type Logger, pino, stdSerializers } from 'pino';
import type { Config } from './config.ts';
import { isDatabaseError } from './describe-database-error.ts';
import { describeFailure } from './describe-failure.ts';

export type { Logger };

/**
 * Creates the logger. It writes one JSON object per line. Every line passes through the redactor, whichever logging method
 * is used.
 *
 * @param level The lowest level to write.
 * @param write Writes a line to the log.
 */
export function createLogger(level: Config['logLevel'], write: (line: string) => void): Logger {
  const redact = createRedactor();
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: serializeError } },
    { write: (line) => write(redact(line)) },
  );
}

/** The driver's errors have properties with values of rows, and messages with the address of the server. */
function serializeError(error: Error): object {
  if (!isDatabaseError(error)) return stdSerializers.err(error);
  const { name, stack = '' } = error;
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { type: name, message: describeFailure(error), stack: frames.join('\n') };
}
