// A command line beside a running server: carries out one command that comes as JSON.
import { openStore } from './open-store.mjs';

const [where, json] = process.argv.slice(2);
const command = JSON.parse(json);
if (command.digest) command.digest = Uint8Array.from(command.digest);
const store = await openStore(where);
const outcome = await store.apply(command);
await store.close();
process.stdout.write(JSON.stringify(outcome));
