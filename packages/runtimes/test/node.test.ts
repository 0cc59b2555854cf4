import { keepContract } from './keep-contract.ts';

keepContract('node', { closesConnections: false });
