import { keepBare } from './keep-bare.ts';

keepBare('node22', ['closesConnections']);
