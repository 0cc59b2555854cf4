// Aborts mutations by a time limit, after some that got a response.
import process from 'node:process';
import { createLynkAxios } from '@lynk-auth/axios';

const [, , adapter, endpoint, token, name, times] = process.argv;
const api = createLynkAxios({ token, endpoint, retries: 0, timeoutMs: 400 }, { adapter });
const send = (operation) => api.post('', { query: `mutation ${operation} { a }` });
for (let turn = 0; turn < 3; turn += 1) await send('complete');
await Promise.allSettled(Array.from({ length: Number(times) }, () => send(name)));
process.stdout.write('done');
