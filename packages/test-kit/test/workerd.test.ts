import { keepBare } from './test-bare-handler.ts';

keepBare('workerd', ['seesAddress', 'receivesUploads']);
