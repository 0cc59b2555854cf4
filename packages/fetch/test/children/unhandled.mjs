// Makes one call and handles no error: what Node prints is what a log receives.
import process from 'node:process';
import { createLynkClient } from '@lynk-auth/fetch';

const [endpoint, token] = process.argv.slice(-2);
createLynkClient({ token, endpoint, retries: 0, timeoutMs: 2000 }).query('{ organization { id } }');
