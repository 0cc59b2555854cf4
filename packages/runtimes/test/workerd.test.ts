import { keepContract } from './keep-contract.ts';

keepContract('workerd', { closesConnections: false, seesAddress: false });
