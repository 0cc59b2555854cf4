// Makes one call and handles no error: what Node prints is what a log receives.
import process from 'node:process';
import { createLynkAxios } from '@lynk-auth/axios';

const [endpoint, token] = process.argv.slice(-2);
const api = createLynkAxios({ token, endpoint, retries: 0, timeoutMs: 2000 }, { adapter: 'http' });
api.post('', { query: '{ organization { id } }' });
