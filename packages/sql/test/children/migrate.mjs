// Opens a new database at the moment that it is told, as other processes do.
import Database from 'libsql';
import { migrateSqlite, openSqliteStore } from '../../dist/index.js';

const [path, how] = process.argv.slice(2);
process.stdout.write('ready\n');
await new Promise((resolve) => process.stdin.once('data', resolve));
if (how === 'open') await (await openSqliteStore({ driver: Database, path })).close();
else process.stdout.write(`${await migrateSqlite({ driver: Database, path })}\n`);
process.exit(0);
