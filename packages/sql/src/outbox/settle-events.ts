import type { EventSettlement } from '@lynk-auth/authority';
import type { Engine } from '../engine/engine.ts';
import { inBackground } from '../engine/in-background.ts';

/** Deletes claimed events, or says when they are due again. What a failover loses is delivered again. */
export function settleEvents(engine: Engine, settlements: readonly EventSettlement[]): Promise<void> {
  return inBackground(engine, { mayBeLost: true }, async (db) => {
    const delivered = settlements.flatMap(({ id, retryAt }) => (retryAt === null ? id : []));
    if (delivered.length > 0) await db.deleteFrom('events').where('id', 'in', delivered).execute();
    for (const { id, attempts, retryAt } of settlements) {
      if (retryAt === null) continue;
      await db
        .updateTable('events')
        .set({ due_at: retryAt })
        .where('id', '=', id)
        .where('attempts', '=', attempts)
        .execute();
    }
    return { commit: true, value: undefined };
  });
}
