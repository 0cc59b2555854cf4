import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Handle, serveHandler } from '../servers/serve-handler.ts';
import { bundle } from './bundle.ts';
import type { StartHandler } from './runtime.ts';

/** On node:http, in this process. */
export const startNode: StartHandler = async (entry, settings) => {
  const script = await bundle({ entry, runtime: 'node', settings, glue: 'export default handle;' });
  const folder = await mkdtemp(join(tmpdir(), 'lynk-auth-runtime-'));
  const file = join(folder, 'app.mjs');
  await writeFile(file, script);
  const { default: handle } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    default: Handle;
  };
  await rm(folder, { recursive: true, force: true });
  return serveHandler(handle);
};
