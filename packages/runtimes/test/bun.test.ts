import { keepBare } from './keep-bare.ts';

keepBare('bun', ['closesConnections', 'answersInOrder']);
