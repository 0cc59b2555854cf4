import { keepContract } from './keep-contract.ts';

await keepContract(11);
