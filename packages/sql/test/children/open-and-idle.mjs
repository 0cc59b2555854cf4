// Opens a store, uses all of its connections once, and becomes idle without closing it.
import { openStore } from './open-store.mjs';

const store = await openStore(process.argv[2]);
await Promise.all(Array.from({ length: 8 }, () => [store.changes(0), store.listOrganizations()]).flat());
process.stdout.write('open\n');
