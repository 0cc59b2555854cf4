/**
 * One row of a change log: whose rights changed. A row that names a token and nothing else concerns that
 * token. Any other row concerns everything in the organization.
 */
export interface Change {
  /** Counted without a gap, in the order in which the changes became visible. Row 0 starts the log. */
  readonly sequence: number;
  /**
   * A random string of at least 16 characters that this row was given when it was written. It tells this log from
   * one that reuses its numbers, as after a restore from a backup or a failover.
   */
  readonly mark: string;
  /** `null` in row 0, which concerns nothing. */
  readonly organizationId: string | null;
  readonly tokenId: string | null;
  readonly userId: string | null;
  readonly roleId: string | null;
}
