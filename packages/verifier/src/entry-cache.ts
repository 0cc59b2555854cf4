import type { VerifyResult } from '@lynk-auth/core';
import type { Change } from './changes.ts';
import type { ClockReading } from './clock-reading.ts';
import { createClockHand } from './create-clock-hand.ts';
import { hashSlot } from './hash-slot.ts';
import type { Network } from './networks.ts';

/** What is kept of an accepted token. */
export interface Facts {
  /** The answer itself: it is given again and again. */
  readonly result: Extract<VerifyResult, { ok: true }>;
  /** Epoch milliseconds; `Infinity` for never. */
  readonly validUntil: number;
  /** `null` for everywhere. */
  readonly networks: readonly Network[] | null;
  /** When the source was asked. */
  readonly asked: ClockReading;
}

/** An entry of the cache. */
export interface Entry extends Facts {
  /** The token's digest, whole. */
  readonly key: string;
  /** Set on a hit, and taken back by the hand that looks for something to evict. */
  used: boolean;
  readonly organization: Organization;
  /** Another secret of the same token. */
  sibling: Entry | undefined;
}

/** What all entries of an organization share, so that all of them can be dropped at once. */
interface Organization {
  stale: boolean;
  size: number;
}

/** Accepted tokens, by the SHA-256 of their text. */
export interface EntryCache {
  get(key: string): Entry | undefined;
  add(key: string, facts: Facts): void;
  remove(entry: Entry): void;
  /** Drops what a change is about: one token, or everything in an organization. */
  drop(change: Change): void;
  clear(): void;
}

/**
 * Makes a cache that holds so many entries. It evicts by second chance: what was not used since the
 * hand last came by. A hit moves nothing. Of two digests that share a slot, the later one stays.
 */
export function createEntryCache(maxEntries: number): EntryCache {
  const entries = new Map<number, Entry>();
  const tokens = new Map<string, Entry>();
  const organizations = new Map<string, Organization>();
  const next = createClockHand(entries);

  const remove = (entry: Entry) => {
    const slot = hashSlot(entry.key);
    // An entry that was replaced is not in the map any more.
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
  const organizationOf = (id: string): Organization => {
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
    add(key, facts) {
      const slot = hashSlot(key);
      const old = entries.get(slot);
      if (old !== undefined) remove(old);
      makeRoom();
      const { tokenId, organizationId } = facts.result.principal;
      const organization = organizationOf(organizationId);
      organization.size += 1;
      const { result, validUntil, networks, asked } = facts;
      const sibling = tokens.get(tokenId);
      const entry: Entry = { key, validUntil, organization, used: false, networks, result, asked, sibling };
      entries.set(slot, entry);
      tokens.set(tokenId, entry);
    },
    remove,
    drop({ tokenId, organizationId, userId, roleId }) {
      if (tokenId !== null && userId === null && roleId === null) {
        for (let entry = tokens.get(tokenId); entry !== undefined; entry = tokens.get(tokenId)) remove(entry);
        return;
      }
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

/** Takes an entry out of the chain of its token's secrets. */
function unlink(tokens: Map<string, Entry>, tokenId: string, entry: Entry): void {
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
