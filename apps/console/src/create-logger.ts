import { createRedactor } from '@lynk-auth/core';
import { type Logger, pino } from 'pino';
import type { Config } from './config.ts';

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
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => write(redact(line)) },
  );
}
