import { fileURLToPath } from 'node:url';

/** The root of the repository. */
export const root: string = fileURLToPath(new URL('../../..', import.meta.url));

/** The folder of the pages. */
export const pages: string = fileURLToPath(new URL('../pages', import.meta.url));
