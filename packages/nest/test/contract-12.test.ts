import { keepContract } from './keep-contract.ts';

keepContract(12);
