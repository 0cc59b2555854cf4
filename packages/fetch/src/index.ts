export { isLynkError, type LynkError } from '@lynk-auth/core';
export {
  allowInsecureTransport,
  allowTokenInBrowser,
  fromEnv,
  fromFile,
  type TokenInput,
  type TokenProvider,
} from '@lynk-auth/core/client';
export { type ClientOptions, createLynkClient, type LynkClient } from './create-lynk-client.ts';
export type { CallOptions } from './create-operation-sender.ts';
export type { AnyFetch, AnyResponse, Fetch } from './fetch.ts';
export type { RawData, RawFetch, RawOptions, RawResponse, RawResponseType } from './raw-fetch.ts';
export type { Check } from './read-check.ts';
export { withLynkAuth } from './with-lynk-auth.ts';
