import { brokenOptions } from './broken-options.ts';
import type { BrokenPlugin } from './broken-plugin.ts';
import { brokenReaders } from './broken-readers.ts';
import { brokenResponses } from './broken-responses.ts';
import { brokenVerifiers } from './broken-verifiers.ts';

/** Plugins with one defect each, such as real ones have had. */
export const brokenPlugins: Readonly<Record<string, BrokenPlugin>> = {
  ...brokenResponses,
  ...brokenReaders,
  ...brokenVerifiers,
  ...brokenOptions,
};
