// The contract of stores: cases by concern, and the commands that they apply.

import { administratorCases } from './administrator-cases.ts';
import { auditCases } from './audit-cases.ts';
import { basedOnCases } from './based-on-cases.ts';
import { changeCases } from './change-cases.ts';
import { closeCases } from './close-cases.ts';
import { concurrencyCases } from './concurrency-cases.ts';
import { conditionCases } from './condition-cases.ts';
import { deleteCases } from './delete-cases.ts';
import { expiryCases } from './expiry-cases.ts';
import { grantCases } from './grant-cases.ts';
import { isolationCases } from './isolation-cases.ts';
import { issueCases } from './issue-cases.ts';
import { leaseCases } from './lease-cases.ts';
import { listCases } from './list-cases.ts';
import { lookupCases } from './lookup-cases.ts';
import { memberCases } from './member-cases.ts';
import { memberSuspensionCases } from './member-suspension-cases.ts';
import { membershipCases } from './membership-cases.ts';
import { organizationCases } from './organization-cases.ts';
import { outboxCases } from './outbox-cases.ts';
import { policyCases } from './policy-cases.ts';
import { raceCases } from './race-cases.ts';
import { refusalCases } from './refusal-cases.ts';
import { repeatCases } from './repeat-cases.ts';
import { retireCases } from './retire-cases.ts';
import { revokeCases } from './revoke-cases.ts';
import { roleCases } from './role-cases.ts';
import { roleLifecycleCases } from './role-lifecycle-cases.ts';
import { rotateCases } from './rotate-cases.ts';
import type { StoreCase } from './store-case.ts';
import { suspendCases } from './suspend-cases.ts';
import { updateCases } from './update-cases.ts';
import { useCases } from './use-cases.ts';
import { valueCases } from './value-cases.ts';

/**
 * The behavior that every store must have, as cases for any test runner. Each case creates a store of its own and
 * rejects with an `Error` if the store behaves differently.
 *
 * @example
 * ```ts
 * import { createMemoryStore } from '@lynk-auth/authority';
 * import { storeContract } from '@lynk-auth/conformance';
 * import { it } from 'vitest';
 *
 * for (const { name, run } of storeContract) {
 *   it(name, () => run(() => createMemoryStore()));
 * }
 * ```
 */
export const storeContract: readonly StoreCase[] = Object.freeze([
  ...organizationCases,
  ...policyCases,
  ...memberCases,
  ...membershipCases,
  ...memberSuspensionCases,
  ...administratorCases,
  ...roleCases,
  ...roleLifecycleCases,
  ...issueCases,
  ...updateCases,
  ...suspendCases,
  ...rotateCases,
  ...retireCases,
  ...revokeCases,
  ...useCases,
  ...refusalCases,
  ...outboxCases,
  ...expiryCases,
  ...deleteCases,
  ...lookupCases,
  ...listCases,
  ...isolationCases,
  ...conditionCases,
  ...auditCases,
  ...grantCases,
  ...basedOnCases,
  ...changeCases,
  ...leaseCases,
  ...repeatCases,
  ...concurrencyCases,
  ...raceCases,
  ...valueCases,
  ...closeCases,
]);
