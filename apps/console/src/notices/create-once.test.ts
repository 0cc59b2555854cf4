import { expect, test } from 'vitest';
import { createOnce } from './create-once.ts';

function createCounter() {
  const runs: string[] = [];
  const run =
    (name: string, result: Promise<void> = Promise.resolve()) =>
    () => {
      runs.push(name);
      return result;
    };
  return { runs, run };
}

test('runs an operation once for each key, also while it runs', async () => {
  const once = createOnce(10);
  const { runs, run } = createCounter();
  await Promise.all([once('a', run('a')), once('a', run('a')), once('b', run('b'))]);
  await once('a', run('a'));
  expect(runs).toEqual(['a', 'b']);
});

test('runs an operation again that has failed', async () => {
  const once = createOnce(10);
  const { runs, run } = createCounter();
  await expect(once('a', run('a', Promise.reject(new Error('down'))))).rejects.toThrow('down');
  await once('a', run('a'));
  await once('a', run('a'));
  expect(runs).toEqual(['a', 'a']);
});

test('forgets the oldest key', async () => {
  const once = createOnce(2);
  const { runs, run } = createCounter();
  for (const key of ['a', 'b', 'c', 'b', 'c', 'a']) await once(key, run(key));
  expect(runs).toEqual(['a', 'b', 'c', 'a']);
});
