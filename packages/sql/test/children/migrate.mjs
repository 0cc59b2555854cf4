// Opens a new database at the moment that it is told, as other processes do.
import { migrateStore, openStore } from './open-store.mjs';

const [where, how] = process.argv.slice(2);
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
if (how === 'open') await (await openStore(where)).close();
else process.stdout.write(`${await migrateStore(where)}\n`);
process.exit(0);
