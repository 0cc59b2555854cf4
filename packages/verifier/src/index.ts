export { createVerifier, type Verifier } from './create-verifier.ts';
export { digestToken } from './digest-token.ts';
export type { Clock, VerifierOptions } from './read-options.ts';
export type { Source, SourceAnswer, SourceReason } from './source.ts';
export type { ErrorSummary, VerifyEvent } from './verify-event.ts';
