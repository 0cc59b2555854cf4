/** What examples of READMEs speak of without making it: by its name, its type. */
export const exampleGlobals: Readonly<Record<string, string>> = {
  authority: "import('@lynk-auth/authority').Authority",
  verifier: "import('@lynk-auth/core/server').TokenVerifier",
  table: "Map<string, { principal: import('@lynk-auth/core').Principal; expiresAt: number | null }>",
  hex: '(bytes: Uint8Array | undefined) => string',
  text: 'string',
};

/** Declares all of it, for the compiler. */
export const declareExampleGlobals = (): string =>
  Object.entries(exampleGlobals)
    .map(([name, type]) => `declare const ${name}: ${type};\n`)
    .join('');
