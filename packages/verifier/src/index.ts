export type { Principal } from '@lynk-auth/core';
export type { VerifyResult } from '@lynk-auth/core/server';
export { createVerifier, type Verifier } from './create-verifier.ts';
export { digestToken } from './digest/digest-token.ts';
export type { ErrorSummary, VerifyEvent } from './events/verify-event.ts';
export { isInNetworks, type Network, parseNetwork } from './networks.ts';
export type { CacheOptions, Clock, VerifierOptions } from './read-options.ts';
export type { Change } from './source/change-log.ts';
export { createStaticSource, type StaticToken } from './source/create-static-source.ts';
export { type GeneratedStaticToken, generateStaticToken } from './source/generate-static-token.ts';
export { type EnvironmentVariables, sha256FromEnv } from './source/sha256-from-env.ts';
export type {
  Freshness,
  LookupResult,
  Source,
  SourceReason,
  TrackedRefusal,
  TrackedSecret,
  UseCounter,
} from './source/source.ts';
export type { ThrottleOptions } from './throttle/throttle.ts';
