// Migrates or opens a new database as soon as its input receives a line, so that several processes can start at once.
import { migrateStore, openStore } from './open-store.mjs';

const [database, operation] = process.argv.slice(2);
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
if (operation === 'open') await (await openStore(database)).close();
else process.stdout.write(`${await migrateStore(database)}\n`);
process.exit(0);
