import { expect, it } from 'vitest';
import { createTranslator } from './create-translator.ts';
import { messages } from './messages.ts';

it('chooses the plural of the locale, and formats the number', () => {
  const t = createTranslator('en');
  expect(t('list.count', { count: 1 })).toBe('1 token');
  expect(t('list.count', { count: 1204 })).toBe('1,204 tokens');
  const polish = createTranslator('pl', { 'list.count.few': '{count} of a few' });
  expect(polish('list.count', { count: 3 })).toBe('3 of a few');
  expect(polish('list.count', { count: 5 })).toBe('5 tokens');
});

it('replaces names by values, and leaves what it does not know', () => {
  const t = createTranslator('en', { 'list.open': '{name}{name} {toString} {constructor}' });
  expect(t('list.open', { name: '$&' })).toBe('$&$& {toString} {constructor}');
});

it('has a plural for each number, and no message of the wrong form', () => {
  const keys = Object.keys(messages);
  for (const key of keys.filter((each) => each.endsWith('.one'))) {
    expect(keys).toContain(key.replace(/one$/, 'other'));
  }
  for (const text of Object.values(messages)) expect(text.trim()).toBe(text);
});
