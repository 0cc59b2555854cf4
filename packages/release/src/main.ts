// `npm run api` writes the snapshots. With `--released`, as the version step of a release does, what is offered
// now is kept as what the last release offered; a folder that is named is a copy of the workspace.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readPackages } from './read-packages.ts';
import { writeReleased } from './released.ts';
import { writeSnapshots } from './snapshots.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { released: { type: 'boolean', default: false } },
});
const root = positionals[0] ?? fileURLToPath(new URL('../../..', import.meta.url));
const packages = await readPackages(root);
for (const each of packages) await writeSnapshots(each);
if (values.released) await writeReleased(root, packages);
