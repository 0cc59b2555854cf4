export type { Change, Changes } from './changes.ts';
export { createStaticSource, type StaticToken } from './create-static-source.ts';
export { createVerifier, type Verifier } from './create-verifier.ts';
export { digestToken } from './digest-token.ts';
export { isInNetworks, type Network, parseNetwork } from './networks.ts';
export type { CacheOptions, Clock, VerifierOptions } from './read-options.ts';
export type { Freshness, Source, SourceAnswer, SourceReason } from './source.ts';
export type { ThrottleOptions } from './throttle.ts';
export type { ErrorSummary, VerifyEvent } from './verify-event.ts';
