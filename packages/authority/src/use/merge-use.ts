import type { AddressUse, SecretUsage, SecretUse } from '../store/use-batch.ts';

type Days = SecretUsage['days'];

const MAX_DAYS = 30;
/** How many addresses are kept for each secret. */
export const MAX_ADDRESSES = 16;

/** Combines what was counted of one secret. The order does not matter: a late count moves no last use back. */
export function mergeUse<Use extends Omit<SecretUse, 'digest'>>(
  one: Use,
  other: Omit<SecretUse, 'digest'>,
): Use {
  const [earlier, later] = other.lastUsedAt >= one.lastUsedAt ? [one, other] : [other, one];
  return {
    ...one,
    firstUsedAt: Math.min(one.firstUsedAt, other.firstUsedAt),
    lastUsedAt: later.lastUsedAt,
    userAgent: later.userAgent ?? earlier.userAgent,
    days: mergeDays(one.days, other.days),
    addresses: mergeAddresses([...one.addresses, ...other.addresses]),
  };
}

function mergeDays(one: Days, other: Days): Days {
  const calls = new Map<number, number>();
  for (const each of [...one, ...other]) calls.set(each.day, (calls.get(each.day) ?? 0) + each.calls);
  const last = Math.max(...calls.keys());
  return [...calls]
    .map(([day, sum]) => ({ day, calls: sum }))
    .filter(({ day }) => day > last - MAX_DAYS)
    .sort((earlier, later) => earlier.day - later.day);
}

/** Each address once, with its last use: those that were used last, latest first. */
export function mergeAddresses(uses: readonly AddressUse[]): readonly AddressUse[] {
  const times = new Map<string, number>();
  for (const { address, lastUsedAt } of uses) {
    times.set(address, Math.max(lastUsedAt, times.get(address) ?? lastUsedAt));
  }
  return [...times]
    .map(([address, lastUsedAt]) => ({ address, lastUsedAt }))
    .sort(
      (earlier, later) => later.lastUsedAt - earlier.lastUsedAt || (earlier.address < later.address ? -1 : 1),
    )
    .slice(0, MAX_ADDRESSES);
}
