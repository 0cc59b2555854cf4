import { readOwn } from '../common/read-own.ts';
import type { Principal } from './principal.ts';

/**
 * Returns whether a value has the shape of a principal, whatever created it. Only own properties count.
 *
 * @param value Any value.
 * @returns True for a complete personal or service principal.
 */
export function isPrincipal(value: unknown): value is Principal {
  if (typeof value !== 'object' || value === null) return false;
  const principal = value as Record<string, unknown>;
  const kind = readOwn(principal, 'kind');
  const permissions = readOwn(principal, 'permissions');
  const expiresAt = readOwn(principal, 'expiresAt');
  return (
    (kind === 'service' || (kind === 'personal' && isName(readOwn(principal, 'userId')))) &&
    isName(readOwn(principal, 'tokenId')) &&
    isName(readOwn(principal, 'organizationId')) &&
    isListOfNames(permissions) &&
    (expiresAt === null || (typeof expiresAt === 'number' && Number.isFinite(expiresAt)))
  );
}

/** Frozen lists that were checked before. They cannot change, and many tokens share one. */
const known = /* @__PURE__ */ new WeakSet<object>();

function isListOfNames(value: unknown): boolean {
  if (!Array.isArray(value)) return false;
  if (known.has(value)) return true;
  if (!value.every((permission) => typeof permission === 'string')) return false;
  if (Object.isFrozen(value)) known.add(value);
  return true;
}

const isName = (value: unknown): boolean => typeof value === 'string' && value !== '';
