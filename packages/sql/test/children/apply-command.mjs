// Applies one command, passed as JSON, as a command-line tool next to a running server does.
import { openStore } from './open-store.mjs';

const [database, json] = process.argv.slice(2);
const command = JSON.parse(json);
if (command.digest) command.digest = Uint8Array.from(command.digest);
const store = await openStore(database);
const outcome = await store.apply(command);
await store.close();
process.stdout.write(JSON.stringify(outcome));
