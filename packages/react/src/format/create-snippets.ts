/** A piece of code that shows how to use a token. It reads the token from the environment, and never contains it. */
export interface Snippet {
  /** The name of the tab. */
  readonly label: string;
  readonly code: string;
}

/** Options of {@link createSnippets}. */
export interface SnippetOptions {
  /**
   * The URL that the snippets call.
   * @default 'https://api.interlynk.io/lynkapi'
   */
  readonly apiUrl?: string | undefined;
  /**
   * The environment variable that holds the token.
   * @default 'INTERLYNK_SECURITY_TOKEN'
   */
  readonly variable?: string | undefined;
}

const DEFAULT_VARIABLE = 'INTERLYNK_SECURITY_TOKEN';
/** The query that returns the name of the organization, if the token works. */
const QUERY = 'query { organization { id name } }';

/**
 * Creates the snippets that a new token is shown with: the environment variable, a check with curl, the clients on fetch
 * and axios, and a secret of GitHub Actions.
 *
 * @param options The URL and the environment variable.
 * @returns One snippet for each tab.
 * @example
 * ```ts
 * import { createSnippets } from '@lynk-auth/react';
 *
 * const snippets = createSnippets({ apiUrl: 'https://api.example.com/graphql', variable: 'ACME_TOKEN' });
 * ```
 */
export function createSnippets(options: SnippetOptions = {}): readonly Snippet[] {
  const { apiUrl = 'https://api.interlynk.io/lynkapi', variable = DEFAULT_VARIABLE } = options;
  const isDefault = variable === DEFAULT_VARIABLE;
  const token = isDefault ? `fromEnv(), // ${variable}` : `() => process.env['${variable}'] ?? '',`;
  const names = (name: string) => (isDefault ? `${name}, fromEnv` : name);
  const settings = `{\n  token: ${token}\n  endpoint: '${apiUrl}',\n}`;
  return [
    {
      label: 'Environment',
      code: lines(
        '# Asks for the token, so that it stays out of your shell history.',
        `read -rs ${variable} && export ${variable}`,
      ),
    },
    {
      label: 'curl',
      code: lines(
        `curl ${apiUrl} \\`,
        `  -H "Authorization: Bearer $${variable}" \\`,
        '  -H "Content-Type: application/json" \\',
        `  -d '{"query": "${QUERY}"}'`,
      ),
    },
    {
      label: 'fetch',
      code: lines(
        `import { ${names('createLynkClient')} } from '@lynk-auth/fetch';`,
        '',
        `const client = createLynkClient(${settings});`,
        `const { organization } = await client.query('${QUERY}');`,
      ),
    },
    {
      label: 'axios',
      code: lines(
        `import { ${names('createLynkAxios')} } from '@lynk-auth/axios';`,
        '',
        `const api = createLynkAxios(${settings});`,
        `const { data } = await api.post('', { query: '${QUERY}' });`,
      ),
    },
    {
      label: 'GitHub Actions',
      code: lines(
        '# Once, in the repository; it asks for the token:',
        `#   gh secret set ${variable}`,
        'env:',
        `  ${variable}: \${{ secrets.${variable} }}`,
      ),
    },
  ];
}

const lines = (...all: readonly string[]): string => all.join('\n');
