/** What a message calls a secret. */
const NAME =
  'pass(?:word|wd|phrase|code)?|pwd|secret|token|credentials?|signature|(?:api|access|private|auth)[_-]?key';

/** In this order: what one rule hides, the next does not read. */
const RULES: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END|$)/gs, '…'],
  // A header is secret up to the end of its line.
  [/((?:authorization|cookie)["']?\s*[=:])[^\r\n]*/gi, '$1 …'],
  [/\b(bearer|basic)\s+\S+/gi, '$1 …'],
  // The user and password of a URL. A password that was not encoded may have any character.
  [/(\/\/)(?:(?!\/\/)[^\s"'<>])*@/g, '$1…'],
  [new RegExp(`((?:${NAME})["'\\]]*\\s*[=:]\\s*)(?:"[^"\r\n]*"?|'[^'\r\n]*'?|[^\\s"',;&]+)`, 'gi'), '$1…'],
];

/**
 * Hides credentials in the message of an error that a library created: those of a header, of a URL, and the value of a
 * field that is named like a secret.
 */
export const hideCredentials = (message: string): string =>
  RULES.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), message);
