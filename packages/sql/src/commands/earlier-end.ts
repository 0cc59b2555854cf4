import { sql } from 'kysely';

/** The current end of a secret, or `end` if it has none or a later one. */
export const earlierEnd = (end: number) =>
  sql<number>`case when expires_at < ${end} then expires_at else ${end} end`;
