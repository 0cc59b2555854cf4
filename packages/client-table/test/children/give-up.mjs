// Gives calls up at once, after some that were answered: what the server then sees is the doing of others.
import process from 'node:process';
import { createLynkAxios } from '@lynk-auth/axios';

const [, , adapter, endpoint, token, name, times] = process.argv;
const api = createLynkAxios({ token, endpoint, retries: 0, timeoutMs: 400 }, { adapter });
const ask = (operation) => api.post('', { query: `mutation ${operation} { a }` });
for (let turn = 0; turn < 3; turn += 1) await ask('answered');
await Promise.allSettled(Array.from({ length: Number(times) }, () => ask(name)));
process.stdout.write('done');
