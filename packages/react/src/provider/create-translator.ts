import { type MessageKey, messages } from './messages.ts';

/** Replaces the `{names}` of a message. */
export type MessageValues = Readonly<Record<string, string | number>>;

type Singular<Key> = Key extends `${infer Base}.one` ? Base : never;

/** A key, or the part of a key before `.one` and `.other`. */
export type TranslationKey = MessageKey | Singular<MessageKey>;

/** Returns the text of a key. With `count`, the plural of the locale is chosen. */
export type Translate = (key: TranslationKey, values?: MessageValues) => string;

/**
 * Creates the function that returns texts.
 *
 * @param locale A language tag, such as `de-CH`; the default of the runtime if absent.
 * @param overrides Texts that replace those in English.
 */
export function createTranslator(
  locale: string | undefined,
  overrides: Readonly<Record<string, string | undefined>> = {},
): Translate {
  const texts: Readonly<Record<string, string | undefined>> = { ...messages, ...overrides };
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (key, values = {}) => {
    const { count } = values;
    const plural = typeof count === 'number' ? `${key}.${plurals.select(count)}` : key;
    const text = texts[plural] ?? texts[`${key}.other`] ?? texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : whole;
      return typeof value === 'number' ? numbers.format(value) : String(value);
    });
  };
}
