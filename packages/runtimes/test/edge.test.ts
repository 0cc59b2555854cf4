import { keepBare } from './keep-bare.ts';

keepBare('edge', ['closesConnections', 'seesAddress']);
