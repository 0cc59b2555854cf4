import { authorizationCorpus, contractTokens, pluginContract, storeContract } from '@lynk-auth/conformance';

export const cases = [...pluginContract, ...storeContract];
export const tokens = contractTokens;
export const headers = authorizationCorpus.vectors;

export function main() {
  if (cases.length < 100 || headers.length === 0 || tokens.valid === tokens.unknown)
    throw new Error('The contract is not all there.');
}

main();
console.log('fine');
