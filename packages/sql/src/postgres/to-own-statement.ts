import type { PostgresStatement } from './driver.ts';

/** Copies a statement to an object without a prototype: `pg` would read further options from a polluted one. */
export const toOwnStatement = (statement: PostgresStatement): PostgresStatement =>
  Object.assign(Object.create(null), statement);
