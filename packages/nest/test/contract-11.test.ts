import { keepContract } from './keep-contract.ts';

keepContract(11);
