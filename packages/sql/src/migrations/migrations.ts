// The migrations of the tables. One that was released never changes.
import { addEvents } from './add-events.ts';
import { addFirstUseDrain } from './add-first-use-drain.ts';
import { addHolders } from './add-holders.ts';
import { addMarks } from './add-marks.ts';
import { addMemberSuspension } from './add-member-suspension.ts';
import { addPolicyAndLease } from './add-policy-and-lease.ts';
import { addTokenLists } from './add-token-lists.ts';
import { addTokenOrders } from './add-token-orders.ts';
import { addTokenUses } from './add-token-uses.ts';
import { addUses } from './add-uses.ts';
import { createTables } from './create-tables.ts';
import { dropCopies } from './drop-copies.ts';
import { dropKeyIds } from './drop-key-ids.ts';
import { extendAudit } from './extend-audit.ts';
import { extendPolicy } from './extend-policy.ts';
import type { Migration } from './migration.ts';
import { nameMembers } from './name-members.ts';

/**
 * All migrations, oldest first: the first one creates version 1. To add a column, append a migration here and add the
 * column to `schema.ts`, to the command that writes it and to the query in `reads/`.
 */
export const migrations: readonly Migration[] = [
  createTables,
  addPolicyAndLease,
  addHolders,
  dropCopies,
  addMarks,
  nameMembers,
  addFirstUseDrain,
  extendAudit,
  extendPolicy,
  addTokenLists,
  addMemberSuspension,
  addUses,
  dropKeyIds,
  addTokenUses,
  addEvents,
  addTokenOrders,
];
