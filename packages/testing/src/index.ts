export type { Authority, Store } from '@lynk-auth/authority';
export type { SecurityToken } from '@lynk-auth/core';
export type { Verifier } from '@lynk-auth/verifier';
export {
  createTestAuthority,
  type TestAuthority,
  type TestAuthorityOptions,
  type TestTokenInput,
} from './create-test-authority.ts';
export { contractTokens } from './plugin-contract/contract-tokens.ts';
export { contractVerifier } from './plugin-contract/contract-verifier.ts';
export { pluginContract, pluginOptionContract } from './plugin-contract/plugin-contract.ts';
export type {
  AppSettings,
  PluginCase,
  PluginSettings,
  PluginUnderTest,
  RunningPlugin,
} from './plugin-contract/plugin-under-test.ts';
export type { CreateStore, StoreCase } from './store-contract/store-case.ts';
export { storeContract } from './store-contract/store-contract.ts';
export type { TestToken } from './test-token.ts';
