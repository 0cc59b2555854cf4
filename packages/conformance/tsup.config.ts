import { defineConfig } from 'tsup';
import shared from '../../.config/tsup.config.ts';

/** The plugin contract runs on Node: it writes to sockets. */
export default defineConfig({ ...(shared as object), external: [/^node:/], removeNodeProtocol: false });
