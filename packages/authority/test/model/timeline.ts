/** More microtasks than the longest chain of promises in a verification. */
const MICROTASKS = 24;

/** The true time, and the events that are scheduled on it. */
export class Timeline {
  now = 0;
  private readonly queue: { at: number; order: number; act: () => void }[] = [];
  private order = 0;

  at(time: number, act: () => void): void {
    this.order += 1;
    this.queue.push({ at: time, order: this.order, act });
  }

  /** Runs all events in order. Between two events all promises settle. */
  async run(): Promise<void> {
    while (this.queue.length > 0) {
      let first = 0;
      for (let index = 1; index < this.queue.length; index += 1) {
        const [a, b] = [this.queue[index], this.queue[first]];
        if (a && b && (a.at < b.at || (a.at === b.at && a.order < b.order))) first = index;
      }
      const [event] = this.queue.splice(first, 1);
      if (event === undefined) return;
      this.now = event.at;
      event.act();
      for (let count = 0; count < MICROTASKS; count += 1) await null;
    }
  }
}
