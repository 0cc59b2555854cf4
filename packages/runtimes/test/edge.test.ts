import { keepContract } from './keep-contract.ts';

keepContract('edge', { closesConnections: false, seesAddress: false });
