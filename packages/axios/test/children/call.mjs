// Makes one call and prints `ok` or the code of the error.
import process from 'node:process';
import { createLynkAxios } from '@lynk-auth/axios';

const [endpoint, token] = process.argv.slice(-2);

async function call() {
  const api = createLynkAxios({ token, endpoint, retries: 0, timeoutMs: 5000 }, { adapter: 'http' });
  await api.post('', { query: '{ organization { id } }' });
}

const outcome = await call().then(
  () => 'ok',
  (error) => error.code,
);
process.stdout.write(outcome);
