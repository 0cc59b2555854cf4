import { keepBare } from './keep-bare.ts';

keepBare('node24', ['closesConnections']);
