import { describe, expect, it } from 'vitest';
import { createFixture, deferred, LEASE } from '../../test/fixture.ts';

const refused = (reason: string) => ({ ok: false, kind: 'invalid_token', reason });
const unavailable = { ok: false, kind: 'unavailable', reason: 'source_down', retryAfterSeconds: 1 };

describe('the lease', () => {
  it('a clock that goes back, leaps, stands still or gives no number is no proof', () => {
    const steps: [string, (time: { monotonic: number; wall: number }) => void][] = [
      [
        'wall back',
        (time) => {
          time.wall -= 1;
        },
      ],
      [
        'wall leaps',
        (time) => {
          time.wall += LEASE;
        },
      ],
      [
        'monotonic leaps',
        (time) => {
          time.monotonic += LEASE;
        },
      ],
      [
        'monotonic back',
        (time) => {
          time.monotonic -= 1;
        },
      ],
      [
        'wall NaN',
        (time) => {
          time.wall = Number.NaN;
        },
      ],
    ];
    for (const [name, step] of steps) {
      const { verifier, add, time, counts } = createFixture();
      const token = add();
      verifier.verify(token);
      const before = counts.changes;
      step(time);
      verifier.verify(token);
      expect(counts.changes, name).toBeGreaterThan(before);
    }
  });

  it('a log out of reach is unavailable when the lease is over, and back by itself', async () => {
    for (const later of [false, true]) {
      const errors: unknown[] = [];
      const observe = (event: object) => void ('error' in event && errors.push(event.error));
      const { verifier, add, move, ways, revoke } = createFixture({ observe });
      const token = add();
      await verifier.verify(token);
      const { changes, lookup } = ways;
      const down = () => {
        if (later) return Promise.reject(new Error('down'));
        throw new Error('down');
      };
      ways.changes = down;
      ways.lookup = down;
      move(LEASE - 1);
      expect(await verifier.verify(token)).toMatchObject({ ok: true });
      move(1);
      expect(await verifier.verify(token)).toEqual(unavailable);
      expect(await verifier.verify(add())).toEqual(unavailable);
      await verifier.flush();
      // Why it was out of reach is for the operator to hear.
      expect(errors).toMatchObject([{ message: 'down' }, { message: 'down' }]);
      revoke(token);
      Object.assign(ways, { changes, lookup });
      expect(await verifier.verify(token)).toEqual(refused('revoked'));
    }
  });

  it('a page of unknown shape is no proof', () => {
    for (const page of [
      undefined,
      null,
      {},
      { newest: -1, changes: [] },
      { newest: '1', changes: [] },
      { newest: 0 },
    ]) {
      const { verifier, add, move, ways } = createFixture();
      const token = add();
      verifier.verify(token);
      move(LEASE);
      ways.changes = () => page as never;
      expect(verifier.verify(token)).toEqual(unavailable);
    }
  });

  it('a hit without proof waits for it, and many share one reading', async () => {
    const { verifier, add, move, ways, counts, revoke } = createFixture();
    const token = add();
    verifier.verify(token);
    move(LEASE);
    const wait = deferred<void>();
    const { changes } = ways;
    ways.changes = (page) => wait.promise.then(() => changes(page));
    const before = counts.changes;
    const answers = [verifier.verify(token), verifier.verify(token), verifier.verify(token)];
    for (const answer of answers) expect(answer).toBeInstanceOf(Promise);
    expect(counts.changes).toBe(before + 1);
    revoke(token);
    wait.resolve();
    for (const answer of answers) expect(await answer).toEqual(refused('revoked'));
  });
});
