import type { DescribedToken } from './describe-tokens.ts';

/** The columns of the list, and the lines of one token. */
const columns = {
  id: ({ id }) => id,
  kind: ({ kind }) => kind,
  name: ({ name }) => name,
  token: ({ mask }) => mask,
  state: ({ state }) => state,
  expires: ({ expiresAt }) => dateOf(expiresAt),
  used: ({ lastUsedAt }) => dateOf(lastUsedAt),
  owner: ({ kind, owner }) => (kind === 'service' ? 'organization' : (owner ?? 'gone')),
  role: ({ role }) => role ?? 'gone',
  creator: ({ creator }) => creator,
} as const satisfies Record<string, (token: DescribedToken) => string>;

/** Formats tokens as a table for a terminal, oldest first. */
export function tokenTable(tokens: readonly DescribedToken[]): string {
  const cells = [
    Object.keys(columns),
    ...tokens.map((token) => Object.values(columns).map((cell) => cell(token))),
  ];
  const widths = Object.keys(columns).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${cells.map(line).join('\n')}\n`;
}

/** Formats one token, a property on each line. */
export function tokenDetails(token: DescribedToken): string {
  const lines = {
    ...Object.fromEntries(Object.entries(columns).map(([name, cell]) => [name, cell(token)])),
    ceiling: token.ceiling === null ? 'none' : token.ceiling.join(', '),
    created: dateOf(token.createdAt),
    changed: dateOf(token.updatedAt),
    ...(token.revokedAt !== null && { revoked: dateOf(token.revokedAt) }),
    ...(token.suspendedAt !== null && { suspended: dateOf(token.suspendedAt) }),
  };
  const width = Math.max(...Object.keys(lines).map((name) => name.length));
  return Object.entries(lines)
    .map(([name, value]) => `${name.padEnd(width)}  ${value}\n`)
    .join('');
}

const dateOf = (time: number | null): string => (time === null ? 'never' : new Date(time).toISOString());
