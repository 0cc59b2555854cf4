export type { Principal } from '@lynk-auth/core';
export { allowInsecureTransport } from '@lynk-auth/core/client';
export type { LookupResult, Source } from '@lynk-auth/verifier';
export { type CheckedToken, type CheckOptions, createCheckSource } from './create-check-source.ts';
export { createIntrospectionSource, type IntrospectionOptions } from './create-introspection-source.ts';
export type { Credentials } from './read-credentials.ts';
export type { IntrospectionClaims } from './read-introspection.ts';
export type { Fetch, RemoteOptions } from './read-options.ts';
