import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../engine/dialect.ts';
import type { Schema } from '../schema.ts';

/** Version 5: each row of the change log has a random mark, and the log is never empty. */
export async function addMarks(db: Kysely<Schema>, { text, randomText }: Dialect): Promise<void> {
  await db.schema
    .alterTable('changes')
    .addColumn('mark', text, (column) => column.notNull().defaultTo(''))
    .execute();
  await db.updateTable('changes').set({ mark: randomText }).execute();

  // A log without a row has to be recognizable, too.
  await db
    .insertInto('changes')
    .columns(['sequence', 'at', 'organization_id', 'mark'])
    .expression((from) =>
      from
        .selectFrom('change_counter')
        .select(['value', sql.lit(0).as('at'), sql.lit('').as('organization_id'), randomText.as('mark')])
        .where(({ not, exists, selectFrom }) => not(exists(selectFrom('changes').select('sequence')))),
    )
    .execute();
}
