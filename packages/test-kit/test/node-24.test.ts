import { keepBare } from './test-bare-handler.ts';

keepBare('node24', ['closesConnections']);
