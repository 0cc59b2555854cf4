import { keepContract } from './keep-contract.ts';

keepContract('deno', { closesConnections: false });
