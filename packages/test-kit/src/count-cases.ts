import { type MatrixResult, recordResult } from './record-result.ts';

interface Case<Subject> {
  readonly name: string;
  run(subject: Subject): Promise<void>;
}

/**
 * The same cases, counted.
 *
 * @returns Them, and what writes down how many have passed: to be called when all of them were run.
 */
export function countCases<Subject>(
  cases: readonly Case<Subject>[],
  about: Omit<MatrixResult, 'passed' | 'of'>,
): { readonly cases: readonly Case<Subject>[]; readonly record: () => void } {
  const passed = new Set<string>();
  return {
    cases: cases.map(({ name, run }) => ({
      name,
      async run(subject) {
        await run(subject);
        passed.add(name);
      },
    })),
    record: () => recordResult({ ...about, passed: passed.size, of: cases.length }),
  };
}
