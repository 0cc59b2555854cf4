import { createPrincipal } from '@lynk-auth/core';
import type { Change, LookupResult } from '@lynk-auth/verifier';
import type { Random } from './random.ts';
import type { Timeline } from './timeline.ts';

/** The contents of a database: which tokens are revoked, and its change log. */
interface Contents {
  readonly revoked: ReadonlySet<number>;
  readonly log: readonly Change[];
}

const ids = { organizationId: 'o', userId: null, roleId: null } as const;

/** A database server, which can be stopped at any time. */
export class Server {
  timeline = 1;
  /** A standby raises an error for every query. */
  isStandby = false;
  private stoppedUntil = 0;
  private contents: Contents;

  constructor(
    private readonly time: Timeline,
    private readonly random: Random,
  ) {
    this.contents = {
      revoked: new Set(),
      log: [{ ...ids, tokenId: null, sequence: 0, mark: this.newMark() }],
    };
  }

  private newMark(): string {
    return `mark ${this.random.number(1)}`;
  }

  stop(milliseconds: number): void {
    this.stoppedUntil = Math.max(this.stoppedUntil, this.time.now + milliseconds);
  }

  /** Runs an action at a time, or, if the server is stopped then, when it continues. */
  at(time: number, act: () => void): void {
    this.time.at(Math.max(time, this.stoppedUntil), () => {
      if (this.stoppedUntil > this.time.now) this.at(this.stoppedUntil, act);
      else act();
    });
  }

  lookup(token: number): LookupResult {
    if (this.contents.revoked.has(token)) return { ok: false, reason: 'revoked' };
    const about = { kind: 'service', tokenId: `t${token}`, organizationId: 'o', permissions: [] } as const;
    return { ok: true, principal: createPrincipal({ ...about, expiresAt: null }), validUntil: null };
  }

  changes(from: number): readonly Change[] {
    const { log } = this.contents;
    return log
      .slice(Math.min(from, log.length - 1))
      .map((row) => ({ ...row, mark: `${this.timeline}.${row.mark}` }));
  }

  /** Creates the row of a revocation. Servers that apply the same one have the same row. */
  createRow(token: number): Change {
    return { ...ids, tokenId: `t${token}`, sequence: this.nextSequence, mark: this.newMark() };
  }

  apply(row: Change): void {
    const revoked = new Set(this.contents.revoked).add(Number(row.tokenId?.slice(1)));
    this.contents = { revoked, log: [...this.contents.log, row] };
  }

  isRevoked(token: number): boolean {
    return this.contents.revoked.has(token);
  }

  /** Whether a row was committed here and is still there. */
  has(row: Change): boolean {
    return this.contents.log.some(({ mark }) => mark === row.mark);
  }

  /** The number of the next row. */
  get nextSequence(): number {
    return this.contents.log.length;
  }

  /** Copies the contents, to restore them later. */
  save(): Contents {
    return this.contents;
  }

  restore(contents: Contents): void {
    this.contents = contents;
  }
}
