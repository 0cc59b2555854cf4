import type { Principal } from './principal.ts';

/**
 * Tells whether a value has the shape of a principal, whoever made it.
 *
 * @param value Anything.
 * @returns True for a complete personal or service principal.
 */
export function isPrincipal(value: unknown): value is Principal {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, tokenId, organizationId, userId, permissions, expiresAt } = value as Record<string, unknown>;
  return (
    (kind === 'service' || (kind === 'personal' && isName(userId))) &&
    isName(tokenId) &&
    isName(organizationId) &&
    Array.isArray(permissions) &&
    permissions.every((permission) => typeof permission === 'string') &&
    (expiresAt === null || (typeof expiresAt === 'number' && Number.isFinite(expiresAt)))
  );
}

const isName = (value: unknown): boolean => typeof value === 'string' && value !== '';
