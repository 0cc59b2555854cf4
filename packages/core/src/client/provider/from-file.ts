import { assertOption } from '../../common/assert-option.ts';
import { systemClock } from '../../common/clock.ts';
import { isPromise } from '../../common/is-promise.ts';
import { readOwnOptions } from '../../common/read-own-options.ts';
import { tagOf } from '../../common/tag-of.ts';
import { LynkTokenError } from '../../errors/errors.ts';
import { lynk } from '../../token/lynk.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import { toSecurityToken } from '../../token/to-security-token.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import type { TokenProviderOptions } from './create-token-provider.ts';
import { shareReads } from './share-reads.ts';
import type { TokenProvider } from './token-provider.ts';

/** Reads a whole file. */
export type ReadFile = (path: string) => string | Uint8Array | Promise<string | Uint8Array>;

/** Options of {@link fromFile}. */
export interface FromFileOptions extends TokenProviderOptions {
  /**
   * How long the token is reused before the file is read again, in seconds; 0 reads it at every call.
   * @default 60
   */
  readonly maxAgeSeconds?: number;
  /**
   * A monotonic clock, in milliseconds.
   * @default performance.now
   */
  readonly now?: () => number;
}

/**
 * Reads the token from a file, such as a mounted Kubernetes secret: for the first request, again after `maxAgeSeconds`,
 * and immediately after the token was rejected. Concurrent calls share one read. A line feed at the end of the file
 * (`\n` or `\r\n`) is ignored.
 *
 * Errors never contain the path, since it may be sensitive; they contain the code of the reader's error (`ENOENT`). A
 * failed read fails the call, even if an older token is known.
 *
 * @param path The path, passed to the reader unchanged.
 * @param readFile Reads the file; each runtime has its own function.
 * @param options The token format, the age and the clock.
 * @returns A provider.
 * @throws {LynkConfigurationError} if an argument has the wrong type or an option is unknown.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises';
 * import { fromFile } from '@lynk-auth/core/client';
 * import { createLynkClient } from '@lynk-auth/fetch';
 *
 * const token = fromFile('/var/run/secrets/lynk/token', (path) => readFile(path, 'utf8'));
 * const client = createLynkClient({ token });
 * ```
 */
export function fromFile(path: string, readFile: ReadFile, options: FromFileOptions = {}): TokenProvider {
  const caller = 'fromFile';
  const {
    format = lynk,
    maxAgeSeconds = 60,
    now = systemClock.monotonic,
  } = readOwnOptions(caller, options, ['format', 'maxAgeSeconds', 'now']);
  assertOption(caller, typeof path === 'string' && path !== '', 'path must be the path of a file');
  assertOption(caller, typeof readFile === 'function', 'readFile must be a function that reads a file');
  assertOption(caller, typeof now === 'function', 'now must be a function');
  assertOption(
    caller,
    typeof maxAgeSeconds === 'number' && maxAgeSeconds >= 0,
    'maxAgeSeconds must be a number of seconds, 0 or more',
  );
  const read = () => {
    const content = callReader(path, readFile);
    return isPromise(content)
      ? Promise.resolve(content).then((read) => toToken(read, format), throwUnreadable)
      : toToken(content, format);
  };
  return shareReads(read, { maxAgeMs: maxAgeSeconds * 1000, now });
}

function callReader(path: string, readFile: ReadFile): ReturnType<ReadFile> {
  try {
    return readFile(path);
  } catch (error) {
    return throwUnreadable(error);
  }
}

function toToken(content: unknown, format: TokenFormat): SecurityToken {
  // A byte order mark is kept: it is rejected with its own explanation.
  const text =
    tagOf(content) === 'Uint8Array'
      ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(content as Uint8Array)
      : content;
  const line = typeof text === 'string' ? text.replace(/\r?\n$/, '') : text;
  return toSecurityToken(line, format, 'The token file does not hold a token');
}

/** The reader's error is not the cause, because its message contains the path. */
function throwUnreadable(error: unknown): never {
  const { code } = (error ?? {}) as { code?: unknown };
  const known = typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,31}$/.test(code) ? ` (${code})` : '';
  throw new LynkTokenError('missing', `The token file could not be read${known}.`);
}
