import type { TokenFormat } from '@lynk-auth/core';
import { createTokenProvider, readProviderToken, type TokenInput } from '@lynk-auth/core/client';
import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';

/** How a service authenticates itself to the introspection endpoint. */
export type Credentials =
  | {
      /** A token of the service's own, sent as `Bearer`: a string, a `SecurityToken`, a function, a provider. */
      readonly bearer: TokenInput;
    }
  | {
      /** Sent with `clientSecret` as HTTP Basic (RFC 6749 section 2.3.1). */
      readonly clientId: string;
      readonly clientSecret: string;
    };

/** Creates the `Authorization` header of each introspection request. */
export interface CredentialHeader {
  /** @returns The value of the `Authorization` header. */
  read(signal: AbortSignal): string | Promise<string>;
  /** Reports that the endpoint rejected the last value. The next `read` gets a new token from its provider. */
  invalidate(): void;
}

/**
 * Validates credentials.
 *
 * @throws {LynkConfigurationError} When they are neither a bearer token nor a client id and secret.
 * @throws {LynkTokenError} When `bearer` is a string that is not a token of the format.
 */
export function readCredentials(
  caller: string,
  credentials: Credentials,
  format: TokenFormat,
): CredentialHeader {
  const name = `${caller}: credentials`;
  const own = readOwnOptions(name, credentials, ['bearer', 'clientId', 'clientSecret']);
  if ('bearer' in own) {
    assertOption(name, Object.keys(own).length === 1, 'pass either bearer, or clientId and clientSecret');
    return createBearerHeader(own.bearer, format);
  }
  const { clientId, clientSecret } = own;
  assertOption(
    name,
    isNonEmptyString(clientId) && isNonEmptyString(clientSecret),
    'clientId and clientSecret must be non-empty strings',
  );
  const pair = `${formEncode(clientId)}:${formEncode(clientSecret)}`;
  return { read: () => `Basic ${btoa(pair)}`, invalidate: () => undefined };
}

function createBearerHeader(input: TokenInput, format: TokenFormat): CredentialHeader {
  const provider = createTokenProvider(input, { format });
  let refresh = false;
  return {
    async read(signal) {
      const request = { refresh, signal };
      refresh = false;
      try {
        return `Bearer ${(await readProviderToken(provider, request)).reveal()}`;
      } catch (error) {
        refresh = request.refresh;
        throw error;
      }
    },
    invalidate() {
      refresh = true;
    },
  };
}

const isNonEmptyString = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** `application/x-www-form-urlencoded`. The result is ASCII, which is all that `btoa` accepts. */
const formEncode = (value: string): string => new URLSearchParams({ _: value }).toString().slice(2);
