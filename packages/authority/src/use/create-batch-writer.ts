/** Rows for one transaction of the store. */
export interface Batch<Row> {
  readonly id: string;
  /** When it was created, in epoch milliseconds. */
  readonly at: number;
  readonly rows: readonly Row[];
}

/** Options of {@link createBatchWriter}. */
export interface BatchWriterOptions<Row> {
  readonly clock: { wall(): number };
  /** Takes what is to be written, in the order in which it is written. Called when every batch is written. */
  take(): readonly Row[];
  /** Writes a batch. One that fails is written again, with the same id. */
  write(batch: Batch<Row>): Promise<void>;
}

/** So small that a batch delays neither verifications nor commands. */
const BATCH_SIZE = 100;

/**
 * Creates a function that writes rows in batches, one at a time.
 *
 * @returns A function that writes what there was to take when it was called. It throws whatever `write` throws; the
 *   batch is kept, and written by the next call.
 */
export function createBatchWriter<Row>({ clock, take, write }: BatchWriterOptions<Row>): () => Promise<void> {
  /** The first batch may have been applied, even if its response was lost, so it does not change. */
  let batches: Batch<Row>[] = [];
  let sending: Promise<void> | undefined;

  const createBatches = () => {
    const rows = take();
    batches = Array.from({ length: Math.ceil(rows.length / BATCH_SIZE) }, (_, index) => ({
      id: crypto.randomUUID(),
      at: Math.floor(clock.wall()),
      rows: rows.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
    }));
  };
  const sendAll = async () => {
    for (;;) {
      if (batches.length === 0) createBatches();
      const [batch] = batches;
      if (batch === undefined) return;
      await write(batch);
      batches.shift();
      // A synchronous store would hold up the process until the last batch.
      if (batches.length > 0) await new Promise((resolve) => setTimeout(resolve, 0));
    }
  };
  return async () => {
    await sending?.catch(() => undefined);
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    await sending;
  };
}
