import { keepBare } from './test-bare-handler.ts';

keepBare('deno', ['closesConnections']);
