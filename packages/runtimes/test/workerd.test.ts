import { keepBare } from './keep-bare.ts';

keepBare('workerd', ['seesAddress']);
