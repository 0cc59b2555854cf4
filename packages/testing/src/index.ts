export type { CreateStore, StoreCase } from './store-contract/store-case.ts';
export { storeContract } from './store-contract/store-contract.ts';
