import { fileURLToPath } from 'node:url';

/** A file of this package, by its path from the top. The command itself is bundled into `dist/run`. */
export const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
