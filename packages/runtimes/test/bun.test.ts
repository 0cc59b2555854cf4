import { keepContract } from './keep-contract.ts';

keepContract('bun', { closesConnections: false, answersInOrder: false });
