// Makes one call, and says in a word what came of it. The client goes by the name of its adapter.
import { createLynkAxios } from '@lynk-auth/axios';
import { createLynkClient } from '@lynk-auth/fetch';

const [client, endpoint, token] = process.argv.slice(-3);
const options = { token, endpoint, retries: 0, timeoutMs: 5000 };
const query = '{ organization { id } }';

async function call() {
  if (client === 'fetch') await createLynkClient(options).query(query);
  else await createLynkAxios(options, { adapter: client }).post('', { query });
}

const said = await call().then(
  () => 'answered',
  (error) => error.code,
);
process.stdout.write(said);
