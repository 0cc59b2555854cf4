import { expect, it } from 'vitest';
import { createSnippets } from './create-snippets.ts';

it('reads the documented variable, and never contains a token', () => {
  const snippets = createSnippets();
  expect(snippets.map(({ label }) => label)).toEqual([
    'Environment',
    'curl',
    'fetch',
    'axios',
    'GitHub Actions',
  ]);
  for (const { code } of snippets) {
    expect(code).toContain('INTERLYNK_SECURITY_TOKEN');
    expect(code).not.toMatch(/lynk_(service_)?(live|test|staging)_/);
  }
  expect(snippets[1]?.code).toBe(
    `curl https://api.interlynk.io/lynkapi \\
  -H "Authorization: Bearer $INTERLYNK_SECURITY_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"query": "query { organization { id name } }"}'`,
  );
});

it('takes another URL and another variable', () => {
  for (const { code } of createSnippets({
    apiUrl: 'https://api.example.com/graphql',
    variable: 'ACME_TOKEN',
  })) {
    expect(code).toContain('ACME_TOKEN');
    expect(code).not.toMatch(/interlynk/i);
    expect(code).not.toContain('fromEnv');
  }
});
