export type { Authority, Store } from '@lynk-auth/authority';
export type { Principal, SecurityToken, TokenFormat } from '@lynk-auth/core';
export type { TokenVerifier } from '@lynk-auth/core/server';
export type { Verifier } from '@lynk-auth/verifier';
export {
  createTestAuthority,
  type TestAuthority,
  type TestAuthorityOptions,
  type TestPersonalTokenInput,
  type TestPrincipalInput,
  type TestTokenInput,
} from './create-test-authority.ts';
export type { TestToken } from './test-token.ts';
