import {
  assertOption,
  assertOptions,
  createTokenProvider,
  type TokenFormat,
  type TokenInput,
  takeToken,
} from '@lynk-auth/core';

/** What a service shows to the introspection endpoint to be told anything. */
export type Credentials =
  | {
      /** A token of the service's own, sent as `Bearer`: a string, a `SecurityToken`, a function, a provider. */
      readonly bearer: TokenInput;
    }
  | {
      /** With `clientSecret`: sent as HTTP Basic (RFC 6749 section 2.3.1). */
      readonly clientId: string;
      readonly clientSecret: string;
    };

/** Makes `Authorization` headers. */
export interface Authorizer {
  /** @returns The header's value. */
  authorization(signal: AbortSignal): string | Promise<string>;
  /** What was given last was refused: the next one has to be read anew. */
  refused(): void;
}

/**
 * Judges credentials, and makes headers of them.
 *
 * @throws {LynkConfigurationError} when they are neither of the two.
 * @throws {LynkTokenError} when a text for `bearer` is no token of the format.
 */
export function readCredentials(caller: string, credentials: Credentials, format: TokenFormat): Authorizer {
  const name = `${caller}: credentials`;
  assertOptions(name, credentials, ['bearer', 'clientId', 'clientSecret']);
  if ('bearer' in credentials) {
    assertOption(
      name,
      Object.keys(credentials).length === 1,
      'give bearer alone, or clientId and clientSecret',
    );
    return bearer(credentials.bearer, format);
  }
  const { clientId, clientSecret } = credentials;
  assertOption(name, isFilled(clientId) && isFilled(clientSecret), 'clientId and clientSecret must be texts');
  const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
  return { authorization: () => `Basic ${btoa(pair)}`, refused: () => undefined };
}

function bearer(input: TokenInput, format: TokenFormat): Authorizer {
  const provider = createTokenProvider(input, { format });
  let refresh = false;
  return {
    async authorization(signal) {
      const request = { refresh, signal };
      refresh = false;
      try {
        return `Bearer ${(await takeToken(provider, request)).reveal()}`;
      } catch (error) {
        refresh = request.refresh;
        throw error;
      }
    },
    refused() {
      refresh = true;
    },
  };
}

const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** `application/x-www-form-urlencoded`; what comes out is ASCII, which is all that `btoa` takes. */
const formEncoded = (text: string): string => new URLSearchParams({ _: text }).toString().slice(2);
