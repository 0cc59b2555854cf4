import { keepBare } from './keep-bare.ts';

keepBare('deno', ['closesConnections']);
