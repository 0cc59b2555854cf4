import type { ApplyOutcome, Command } from '@lynk-auth/authority';

/** For the audit log, and for the change log where rights changed. */
export interface Written {
  readonly tokenId?: string;
  readonly userId?: string;
  readonly roleId?: string;
  /** Whether what a token may do is different now. */
  readonly rightsChanged: boolean;
  /** For the audit entry: plain data without anything secret. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What a command came to. */
export interface Effect<C extends Command> {
  readonly outcome: ApplyOutcome<C>;
  /** What was written; `null` where nothing was: the transaction is then undone. */
  readonly written: Written | null;
}

/** A command that found nothing to do, or must not do it. */
export const unchanged = <C extends Command>(outcome: ApplyOutcome<C>): Effect<C> => ({
  outcome,
  written: null,
});
