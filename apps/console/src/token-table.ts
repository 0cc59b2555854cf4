import type { TokenView } from '@lynk-auth/authority';

const HEAD = ['id', 'kind', 'name', 'token', 'state', 'expires'] as const;

/** Formats tokens as a table for a terminal, oldest first. */
export function tokenTable(tokens: readonly TokenView[], now: number): string {
  const rows = tokens.map((token) => [
    token.id,
    token.kind,
    token.name,
    token.mask,
    stateOf(token, now),
    token.expiresAt === null ? 'never' : new Date(token.expiresAt).toISOString(),
  ]);
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${[HEAD, ...rows].map(line).join('\n')}\n`;
}

function stateOf({ revokedAt, suspendedAt, expiresAt }: TokenView, now: number): string {
  if (revokedAt !== null) return 'revoked';
  if (suspendedAt !== null) return 'suspended';
  return expiresAt !== null && now >= expiresAt ? 'expired' : 'active';
}
