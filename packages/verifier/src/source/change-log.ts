/**
 * One row of a change log: whose rights changed. A row that names a token and nothing else concerns that
 * token. Any other row concerns everything in the organization.
 */
export interface Change {
  /** Counted from 1, without a gap, in the order in which the changes became visible. */
  readonly sequence: number;
  readonly organizationId: string;
  readonly tokenId: string | null;
  readonly userId: string | null;
  readonly roleId: string | null;
}

/** A page of a change log. */
export interface Changes {
  /** The number of the newest change that exists. */
  readonly newest: number;
  /** The number of the oldest change that is still stored; 0 if there is none. */
  readonly oldest: number;
  /**
   * The requested changes, oldest first. If some are missing, because they were deleted or exceed a page,
   * the reader has to assume that everything changed.
   */
  readonly changes: readonly Change[];
}
