import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** When the last event of a run may be scheduled, in milliseconds. */
export const END = 2500;

/** Mostly short; now and then so long that leases expire meanwhile. */
export const delay = (random: Random): number =>
  random.chance(0.3) ? random.number(450) : 0.2 + random.number(12);

/**
 * A process with clocks of its own, which can be stopped at any time. Its machine sleeps now and then, or has
 * its wall clock set: one of the two clocks is right. If both were wrong, no process could notice.
 */
export class Process {
  /** The true time until which it is stopped. */
  private busyUntil = 0;
  /** How far its monotonic clock is behind: it does not run while the machine sleeps. */
  private slept = 0;
  private wallOffset: number;
  private readonly rate: number;
  private readonly sleeps: boolean;

  constructor(
    private readonly timeline: Timeline,
    private readonly random: Random,
  ) {
    this.rate = 0.995 + random.number(0.01);
    this.sleeps = random.chance(0.5);
    this.wallOffset = random.number(1e6);
    for (let stop = 0; stop < 3; stop += 1) {
      timeline.at(random.number(END), () => this.stop());
    }
    if (this.sleeps) return;
    timeline.at(random.number(END), () => {
      this.wallOffset += random.number(600) - 300;
    });
  }

  /** The true time at which this process can act next. */
  get now(): number {
    return Math.max(this.timeline.now, this.busyUntil);
  }

  stop(): void {
    const length = this.random.number(500);
    if (this.sleeps && this.random.chance(0.8)) this.slept += length;
    this.busyUntil = this.now + length;
  }

  /** Runs an action at a time, or, if the process is stopped then, when it continues. */
  at(time: number, act: () => void): void {
    this.timeline.at(Math.max(time, this.busyUntil), () => {
      if (this.busyUntil > this.timeline.now) this.at(this.busyUntil, act);
      else act();
    });
  }

  readonly clock = {
    monotonic: () => {
      const value = (this.now - this.slept) * this.rate;
      // The process may stop right after it has read the clock.
      if (this.random.chance(0.02)) this.stop();
      return value;
    },
    wall: () => this.now + this.wallOffset,
  };
  /** Reads this process's clocks for the patch of rule 2. */
  readonly readClock = () => ({
    monotonic: (this.now - this.slept) * this.rate,
    wall: this.now + this.wallOffset,
  });
}
