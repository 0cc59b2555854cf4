// Makes one call and prints `ok` or the code of the error.
import process from 'node:process';
import { createLynkClient } from '@lynk-auth/fetch';

const [endpoint, token] = process.argv.slice(-2);

async function call() {
  const client = createLynkClient({ token, endpoint, retries: 0, timeoutMs: 5000 });
  await client.query('{ organization { id } }');
}

const outcome = await call().then(
  () => 'ok',
  (error) => error.code,
);
process.stdout.write(outcome);
