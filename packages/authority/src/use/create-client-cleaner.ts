import { createRedactor, type TokenFormat } from '@lynk-auth/core';

/** Cleans what a client sent before it is stored: invisible characters are removed, tokens masked, long strings cut. */
export interface ClientCleaner {
  /** Returns a clean address; `null` if it is unknown, or addresses are not recorded. */
  address(text: string | undefined): string | null;
  /** Returns a clean user agent; `null` if it is unknown. */
  userAgent(text: string | undefined): string | null;
}

const MAX_USER_AGENT = 256;
const MAX_ADDRESS = 64;
/** Characters that a database rejects, or that make a list show something else. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Creates a cleaner.
 *
 * @param format The format of the tokens to mask.
 * @param withAddresses Whether addresses are recorded.
 */
export function createClientCleaner(format: TokenFormat, withAddresses: boolean): ClientCleaner {
  const redact = createRedactor({ formats: [format] });
  const clean = (text: string, length: number) =>
    redact(text.replace(INVISIBLE, '')).slice(0, length).replace(INVISIBLE, '');
  return {
    address: (text) => (withAddresses && text !== undefined ? clean(text, MAX_ADDRESS) : null),
    userAgent: (text) => (text === undefined ? null : clean(text, MAX_USER_AGENT)),
  };
}
