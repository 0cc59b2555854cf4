// Closes a store while it reads, with nothing else that keeps the process alive. Value: the database.
import { openStore } from './open-store.mjs';

const store = await openStore(process.argv[2]);
await store.listOrganizations();
const read = store.listOrganizations().catch(() => undefined);
// The query was sent, on a connection that was idle.
await new Promise((resolve) => setImmediate(resolve));
await store.close();
await read;
process.stdout.write('closed\n');
