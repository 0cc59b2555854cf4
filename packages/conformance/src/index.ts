export type { ClientCase, ClientCaseGroup } from './client-contract/client-case.ts';
export { clientContract } from './client-contract/client-contract.ts';
export type {
  ClientUnderTest,
  CreateClient,
  QueryOptions,
  SendOptions,
} from './client-contract/client-under-test.ts';
export type { ClientServers, OriginName, Step } from './client-contract/script.ts';
export { authorizationCorpus, tokenCorpus } from './corpora/corpora.ts';
export type {
  AuthorizationCorpus,
  AuthorizationVector,
  StoredToken,
  TokenCorpus,
  TokenRow,
} from './corpora/types.ts';
export { contractTokens } from './plugin-contract/contract-tokens.ts';
export { contractVerifier } from './plugin-contract/contract-verifier.ts';
export { pluginContract, pluginOptionContract } from './plugin-contract/plugin-contract.ts';
export {
  type AppSettings,
  type ErrorFormatName,
  errorFormats,
  type PluginCase,
  type PluginSettings,
  type PluginUnderTest,
  type RunningPlugin,
} from './plugin-contract/plugin-under-test.ts';
export type { CreateStore, StoreCase } from './store-contract/store-case.ts';
export { storeContract } from './store-contract/store-contract.ts';
