import { assertOptions } from '../../common/assert-options.ts';
import { isPromise } from '../../common/is-promise.ts';
import { LynkConfigurationError, LynkTokenError } from '../../errors/errors.ts';
import { lynk } from '../../token/lynk.ts';
import type { SecurityToken } from '../../token/security-token.ts';
import { toSecurityToken } from '../../token/to-security-token.ts';
import type { TokenFormat } from '../../token/token-format.ts';
import type { TokenProviderOptions } from './create-token-provider.ts';
import { shareReads } from './share-reads.ts';
import type { TokenProvider } from './token-provider.ts';

/** Reads a whole file. */
export type ReadFile = (path: string) => string | Uint8Array | Promise<string | Uint8Array>;

/** What {@link fromFile} may be told. */
export interface FromFileOptions extends TokenProviderOptions {
  /**
   * For how many seconds what was read is used without looking again; 0 reads at every call.
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
 * A token from a file, such as a mounted Kubernetes secret. It is read for the first request, again
 * after `maxAgeSeconds`, and at once where the token was refused; all who ask meanwhile wait for one
 * read. One line feed at the end of the file (`\n` or `\r\n`) does not count.
 *
 * The path is never part of an error, since a secret's name may be telling; the code of the reader's
 * error (`ENOENT`) is. A read that fails fails the call, even where an older token is known.
 *
 * @param path Handed to the reader as it is.
 * @param readFile Reads the file; passed in, since each runtime has its own.
 * @param options The format, the age, the clock.
 * @returns A provider.
 * @throws {LynkConfigurationError} when an argument is of the wrong type, or an option unknown.
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
  assertOptions('fromFile', options, ['format', 'maxAgeSeconds', 'now']);
  const { format = lynk, maxAgeSeconds = 60, now = () => performance.now() } = options;
  if (typeof path !== 'string' || path === '') throw refuse('path must be the path of a file');
  if (typeof readFile !== 'function') throw refuse('readFile must be a function that reads a file');
  if (typeof now !== 'function') throw refuse('now must be a function');
  if (typeof maxAgeSeconds !== 'number' || !(maxAgeSeconds >= 0)) {
    throw refuse('maxAgeSeconds must be a number of seconds, 0 or more');
  }
  const read = () => {
    const content = callReader(path, readFile);
    return isPromise(content)
      ? Promise.resolve(content).then((there) => toToken(there, format), throwUnreadable)
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
  // A byte order mark is kept: it is refused with a sentence of its own.
  const text =
    content instanceof Uint8Array ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(content) : content;
  const line = typeof text === 'string' ? text.replace(/\r?\n$/, '') : text;
  return toSecurityToken(line, format, 'The token file holds no token');
}

/** Not with the reader's error as the cause: its message holds the path. */
function throwUnreadable(error: unknown): never {
  const { code } = (error ?? {}) as { code?: unknown };
  const known = typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,31}$/.test(code) ? ` (${code})` : '';
  throw new LynkTokenError('missing', `The token file could not be read${known}.`);
}

const refuse = (sentence: string) => new LynkConfigurationError(`fromFile: ${sentence}.`);
