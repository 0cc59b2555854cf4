import { keepBare } from './test-bare-handler.ts';

keepBare('node22', ['closesConnections']);
