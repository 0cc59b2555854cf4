// Calls, and handles nothing: what Node then prints is what a log gets to see.
import { createLynkAxios } from '@lynk-auth/axios';
import { createLynkClient } from '@lynk-auth/fetch';

const [, , client, endpoint, token] = process.argv;
const options = { token, endpoint, retries: 0, timeoutMs: 2000 };
if (client === 'fetch') createLynkClient(options).query('{ organization { id } }');
else createLynkAxios(options, { adapter: client }).post('', { query: '{ organization { id } }' });
