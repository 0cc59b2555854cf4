import { testPluginContract } from './test-plugin-contract.ts';

await testPluginContract(12);
