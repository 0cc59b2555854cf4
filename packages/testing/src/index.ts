export type { Authority, Store } from '@lynk-auth/authority';
export type { SecurityToken } from '@lynk-auth/core';
export type { Verifier } from '@lynk-auth/verifier';
export {
  createTestAuthority,
  type TestAuthority,
  type TestAuthorityOptions,
  type TestTokenInput,
} from './create-test-authority.ts';
export type { TestToken } from './test-token.ts';
