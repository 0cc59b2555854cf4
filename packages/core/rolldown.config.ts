import { buildCode } from '../../.config/build-code.ts';

/** The source file of each entry, by the name of the file in `dist`. */
export const entries = {
  index: 'src/index.ts',
  server: 'src/server/index.ts',
  client: 'src/client/index.ts',
  internal: 'src/internal/index.ts',
};

export default buildCode(entries);
