import { buildCode } from '../../.config/build-code.ts';

/** The source file of each entry, by the name of the file in `dist`. */
export const entries = { index: 'src/index.ts', http: 'src/http/index.ts' };

export default buildCode(entries);
