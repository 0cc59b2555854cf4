import type { ApplyOutcome, Command } from '@lynk-auth/authority';

/** What a command wrote, for its row in the change log. */
export interface WriteSummary {
  readonly tokenId?: string;
  readonly userId?: string;
  readonly roleId?: string;
  /** Whether the command changed what any token may do. */
  readonly rightsChanged: boolean;
}

/** The result of a command. */
export interface CommandResult<C extends Command> {
  readonly outcome: ApplyOutcome<C>;
  /** `null` if the command wrote nothing: the transaction is then rolled back. */
  readonly written: WriteSummary | null;
}

/** The result of a command that had nothing to do or failed. */
export const unchanged = <C extends Command>(outcome: ApplyOutcome<C>): CommandResult<C> => ({
  outcome,
  written: null,
});
