import { readWait, type WaitOptions } from '../wait-options.ts';

/** A call that takes rights from a member. */
export interface MemberRequest {
  readonly userId: string;
  readonly wait: boolean;
}

/** @throws {LynkConfigurationError} for an unknown or wrong option. */
export const createMemberRequest = (
  caller: string,
  userId: string,
  options?: WaitOptions,
): MemberRequest => ({ userId, wait: readWait(caller, options) });
