import { createRedactor } from '@lynk-auth/core';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

export type { Logger };

/**
 * Makes the logger: one JSON object a line. The redactor stands behind everything that writes, so
 * that no way of logging goes round it.
 *
 * @param level The lowest level that is written.
 * @param write Where a finished line goes.
 */
export function createLogger(level: Config['logLevel'], write: (line: string) => void): Logger {
  const redact = createRedactor();
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => write(redact(line)) },
  );
}
