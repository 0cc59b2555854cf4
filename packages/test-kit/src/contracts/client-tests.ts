export { repeatsRequests, reportsNoReason } from './runtime-limits.ts';
export { type ClientProgram, testClientContract } from './test-client-contract.ts';
export { type ProxyProgram, testClientProxies } from './test-client-proxies.ts';
export { testUnhandledErrors } from './test-unhandled-errors.ts';
