import { createClockHand } from '../create-clock-hand.ts';
import type { ClockReading } from '../lease/clock-reading.ts';
import type { Change } from '../source/change-log.ts';
import type { AcceptedToken } from '../source/read-lookup-result.ts';
import type { UseCounter } from '../source/source.ts';
import { hashSlot } from './hash-slot.ts';

/** An accepted token, and when it was requested from the source. */
export interface CachedToken extends AcceptedToken {
  readonly readAt: ClockReading;
}

/** An entry of the cache. */
export interface CacheEntry extends CachedToken {
  /** The token's complete digest. */
  readonly key: string;
  /** Set on a hit, and cleared by the CLOCK hand that looks for an entry to evict. */
  used: boolean;
  readonly organization: Organization;
  /** Counts the uses; absent before the first one. */
  uses: UseCounter | undefined;
  /** Another secret of the same token. */
  sibling: CacheEntry | undefined;
}

/** Shared by all entries of an organization, so that all of them can be dropped at once. */
interface Organization {
  stale: boolean;
  size: number;
}

/** Accepted tokens, by the SHA-256 of the token. */
export interface EntryCache {
  get(key: string): CacheEntry | undefined;
  add(key: string, token: CachedToken): void;
  remove(entry: CacheEntry): void;
  /** Drops what a change names: one token, or everything in an organization. */
  invalidate(change: Change): void;
  clear(): void;
}

/**
 * Creates a cache that holds at most `maxEntries` entries. It evicts by second chance (CLOCK): an entry that
 * was not used since the hand last passed it. A hit moves nothing. If two digests share a slot, the later
 * entry replaces the earlier one.
 */
export function createEntryCache(maxEntries: number): EntryCache {
  const entries = new Map<number, CacheEntry>();
  const tokens = new Map<string, CacheEntry>();
  const organizations = new Map<string, Organization>();
  const next = createClockHand(entries);

  const remove = (entry: CacheEntry) => {
    const slot = hashSlot(entry.key);
    // An entry that was replaced is no longer in the map.
    if (entries.get(slot) !== entry) return;
    entries.delete(slot);
    const { tokenId, organizationId } = entry.result.principal;
    unlink(tokens, tokenId, entry);
    const { organization } = entry;
    organization.size -= 1;
    if (organization.size === 0 && !organization.stale) organizations.delete(organizationId);
  };
  const makeRoom = () => {
    while (entries.size >= maxEntries) {
      const [, entry] = next();
      if (entry.used && !entry.organization.stale) entry.used = false;
      else remove(entry);
    }
  };
  const findOrganization = (id: string): Organization => {
    let organization = organizations.get(id);
    if (organization === undefined) {
      organization = { stale: false, size: 0 };
      organizations.set(id, organization);
    }
    return organization;
  };

  return {
    get(key) {
      const entry = entries.get(hashSlot(key));
      if (entry === undefined || entry.key !== key) return undefined;
      if (!entry.organization.stale) return entry;
      remove(entry);
      return undefined;
    },
    add(key, token) {
      const slot = hashSlot(key);
      const replaced = entries.get(slot);
      if (replaced !== undefined) remove(replaced);
      makeRoom();
      const { tokenId, organizationId } = token.result.principal;
      const organization = findOrganization(organizationId);
      organization.size += 1;
      const { result, validUntil, networks, readAt } = token;
      const sibling = tokens.get(tokenId);
      const entry: CacheEntry = {
        key,
        validUntil,
        organization,
        used: false,
        networks,
        result,
        readAt,
        uses: undefined,
        sibling,
      };
      entries.set(slot, entry);
      tokens.set(tokenId, entry);
    },
    remove,
    invalidate({ tokenId, organizationId, userId, roleId }) {
      if (tokenId !== null && userId === null && roleId === null) {
        for (let entry = tokens.get(tokenId); entry !== undefined; entry = tokens.get(tokenId)) remove(entry);
        return;
      }
      if (organizationId === null) return;
      const organization = organizations.get(organizationId);
      if (organization === undefined) return;
      organization.stale = true;
      organizations.delete(organizationId);
    },
    clear() {
      entries.clear();
      tokens.clear();
      organizations.clear();
    },
  };
}

/** Removes an entry from the chain of its token's secrets. */
function unlink(tokens: Map<string, CacheEntry>, tokenId: string, entry: CacheEntry): void {
  const first = tokens.get(tokenId);
  if (first === entry) {
    if (entry.sibling === undefined) tokens.delete(tokenId);
    else tokens.set(tokenId, entry.sibling);
    return;
  }
  for (let each = first; each !== undefined; each = each.sibling) {
    if (each.sibling === entry) each.sibling = entry.sibling;
  }
}
