/** `auth-param` of RFC 9110 section 11.2: a name, and a token or a quoted string. */
const PARAMETER = /([!#$%&'*+.^_`|~\w-]+)[ \t]*=[ \t]*(?:([!#$%&'*+.^_`|~\w-]+)|"((?:[^"\\]|\\[\s\S])*)")/y;
const SCHEME = /([!#$%&'*+.^_`|~\w-]+)(?: +|(?=[ \t]*(?:,|$)))/y;
const TOKEN68 = /[\w.~+/-]+=*(?=[ \t]*(?:,|$))/y;
const BETWEEN = /[ \t]*(?:,[ \t,]*|$)/y;

/**
 * Reads the parameters of the first Bearer challenge in a `WWW-Authenticate` value, which may hold
 * challenges of other auth-schemes (RFC 9110 section 11.6.1). Strict and linear: it returns `null` if any part of
 * the value is malformed, or if a parameter occurs twice.
 */
export function readChallenge(value: string): ReadonlyMap<string, string> | null {
  let bearer: Map<string, string> | null = null;
  let current: Map<string, string> | null = null;
  let index = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = index;
    const match = pattern.exec(value);
    if (match !== null) index = pattern.lastIndex;
    return match;
  };
  while (index < value.length) {
    const parameter = take(PARAMETER);
    if (parameter !== null) {
      const [, name = '', token, quoted = ''] = parameter;
      const key = name.toLowerCase();
      if (current === null || current.has(key)) return null;
      current.set(key, token ?? quoted.replace(/\\([\s\S])/g, '$1'));
      if (take(BETWEEN) === null) return null;
      continue;
    }
    const scheme = take(SCHEME)?.[1];
    if (scheme === undefined) return null;
    current = new Map();
    if (scheme.toLowerCase() === 'bearer') bearer ??= current;
    take(TOKEN68);
    // Parameters follow their scheme without a comma.
    PARAMETER.lastIndex = index;
    if (!PARAMETER.test(value) && take(BETWEEN) === null) return null;
  }
  return bearer;
}
