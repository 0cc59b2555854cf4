import { keepBare } from './test-bare-handler.ts';

keepBare('edge', ['closesConnections', 'seesAddress']);
