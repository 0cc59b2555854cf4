import { keepBare } from './keep-bare.ts';

keepBare('node', ['closesConnections']);
