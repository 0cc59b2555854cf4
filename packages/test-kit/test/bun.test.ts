import { keepBare } from './test-bare-handler.ts';

keepBare('bun', ['closesConnections', 'respondsInOrder']);
