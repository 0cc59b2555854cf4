import { brokenAnswers } from './broken-answers.ts';
import { brokenJudges } from './broken-judges.ts';
import { brokenReaders } from './broken-readers.ts';
import type { Parts } from './reference-plugin.ts';

/** The case that must find it, and what is broken. */
export type BrokenPlugin = readonly [foundBy: string, broken: Partial<Parts>];

/** Plugins with one defect each, such as real ones have had. */
export const brokenPlugins: Readonly<Record<string, BrokenPlugin>> = {
  ...brokenAnswers,
  ...brokenReaders,
  ...brokenJudges,
};
