import { fileURLToPath } from 'node:url';

/** Resolves a path in this package. The command is bundled into `dist/run`. */
export const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
