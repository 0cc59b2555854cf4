import { brokenAnswers } from './broken-answers.ts';
import { brokenJudges } from './broken-judges.ts';
import type { BrokenPlugin } from './broken-plugin.ts';
import { brokenReaders } from './broken-readers.ts';

/** Plugins with one defect each, such as real ones have had. */
export const brokenPlugins: Readonly<Record<string, BrokenPlugin>> = {
  ...brokenAnswers,
  ...brokenReaders,
  ...brokenJudges,
};
