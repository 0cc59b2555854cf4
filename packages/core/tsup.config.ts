import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

const index = 'src/index.ts';
const server = 'src/server/index.ts';

/**
 * Two entries: plugins take the one for servers, and so load a third of it all. What both have lies in a file
 * of its own, so that there is one copy of it in a process. The types of each stand alone, to be read.
 */
export default defineConfig([
  { ...(shared as object), entry: { index, server }, splitting: true, dts: { entry: { index } } },
  { ...(shared as object), entry: { server }, dts: { only: true, entry: { server } }, clean: false },
]);
