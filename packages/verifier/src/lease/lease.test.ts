import { describe, expect, it } from 'vitest';
import { createFixture, deferred, LEASE } from '../../test/fixture.ts';
import type { Freshness } from '../source/source.ts';

const rejected = (reason: string) => ({ ok: false, kind: 'invalid_token', reason });
const unavailable = { ok: false, kind: 'unavailable', reason: 'source_down', retryAfterSeconds: 1 };

describe('the lease', () => {
  it('reads the log again if a clock goes back, jumps ahead or returns no number', () => {
    const steps: [string, (time: { monotonic: number; wall: number }) => void][] = [
      [
        'wall back',
        (time) => {
          time.wall -= 1;
        },
      ],
      [
        'wall jumps ahead',
        (time) => {
          time.wall += LEASE;
        },
      ],
      [
        'monotonic jumps ahead',
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
      const { verifier, addToken, time, counts } = createFixture();
      const token = addToken();
      verifier.verify(token);
      const before = counts.changes;
      step(time);
      verifier.verify(token);
      expect(counts.changes, name).toBeGreaterThan(before);
    }
  });

  it('is unavailable one lease after the log is out of reach, and recovers by itself', async () => {
    for (const later of [false, true]) {
      const errors: unknown[] = [];
      const observe = (event: object) => void ('error' in event && errors.push(event.error));
      const { verifier, addToken, advance, hooks, revoke } = createFixture({ observe });
      const token = addToken();
      await verifier.verify(token);
      const { changes, lookup } = hooks;
      const down = () => {
        if (later) return Promise.reject(new Error('down'));
        throw new Error('down');
      };
      hooks.changes = down;
      hooks.lookup = down;
      advance(LEASE - 1);
      expect(await verifier.verify(token)).toMatchObject({ ok: true });
      advance(1);
      expect(await verifier.verify(token)).toEqual(unavailable);
      expect(await verifier.verify(addToken())).toEqual(unavailable);
      await verifier.flush();
      // The operator sees why it was out of reach.
      expect(errors).toMatchObject([{ message: 'down' }, { message: 'down' }]);
      revoke(token);
      Object.assign(hooks, { changes, lookup });
      expect(await verifier.verify(token)).toEqual(rejected('revoked'));
    }
  });

  describe('once the log does not respond', () => {
    /** A verifier whose log was read once and then stopped responding. */
    async function createSilent() {
      const errors: unknown[] = [];
      const fixture = createFixture({
        observe: (event) => void ('error' in event && errors.push(event.error)),
      });
      const token = fixture.addToken();
      await fixture.verifier.verify(token);
      const { changes } = fixture.hooks;
      const reads: ReturnType<typeof deferred<void>>[] = [];
      fixture.hooks.changes = (readPage) => {
        const read = deferred<void>();
        reads.push(read);
        return read.promise.then(() => readPage());
      };
      const respond = async () => {
        fixture.hooks.changes = changes;
        for (const read of reads) read.resolve();
        await fixture.verifier.flush();
      };
      fixture.advance(LEASE);
      return { ...fixture, token, errors, reads, respond };
    }

    it('a verification waits for three leases, and later ones do not wait', async () => {
      const { verifier, token, addToken, advance, errors, respond } = await createSilent();
      const early = verifier.verify(token);
      advance(3 * LEASE - 1);
      const late = verifier.verify(token);
      advance(1);
      const noticing = verifier.verify(token);
      advance(20);
      for (const waiting of [early, late, noticing]) expect(waiting).toBeInstanceOf(Promise);
      expect(verifier.verify(token)).toEqual(unavailable);
      expect(verifier.verify(addToken())).toEqual(unavailable);
      await verifier.flush();
      expect(errors).toMatchObject([{ name: 'SilentLogError' }, { name: 'SilentLogError' }]);
      await respond();
      for (const waiting of [early, late, noticing]) expect(await waiting).toMatchObject({ ok: true });
    });

    it('the log is read on, and the first response ends the silence', async () => {
      const { verifier, token, advance, counts, respond, revoke } = await createSilent();
      void verifier.verify(token);
      for (let tick = 0; tick < 40; tick += 1) {
        advance(LEASE / 4);
        void verifier.verify(token);
      }
      expect(verifier.verify(token)).toEqual(unavailable);
      const before = counts.changes;
      advance(LEASE);
      expect(verifier.verify(token)).toEqual(unavailable);
      expect(counts.changes).toBe(before + 1);
      revoke(token);
      await respond();
      expect(await verifier.verify(token)).toEqual(rejected('revoked'));
    });

    it('a process that was stopped meanwhile waits for the response that has arrived', async () => {
      const { verifier, token, advance, respond } = await createSilent();
      void verifier.verify(token);
      advance(5000);
      const [first, second] = [verifier.verify(token), verifier.verify(token)];
      await respond();
      expect([await first, await second]).toMatchObject([{ ok: true }, { ok: true }]);
    });

    it('a read that fails in time is no silence', async () => {
      const { verifier, token, advance, hooks, reads, errors } = await createSilent();
      for (let tick = 0; tick < 10; tick += 1) {
        const result = verifier.verify(token);
        expect(result).toBeInstanceOf(Promise);
        reads.at(-1)?.reject(new Error('refused'));
        expect(await result).toEqual(unavailable);
        advance(LEASE);
      }
      await verifier.flush();
      expect(new Set(errors.map((error) => (error as Error).message))).toEqual(new Set(['refused']));
      hooks.changes = (readPage) => Promise.resolve(readPage());
      expect(await verifier.verify(token)).toMatchObject({ ok: true });
    });

    it('a read that reaches its time limit is', async () => {
      const { verifier, token, advance, reads } = await createSilent();
      const waiting = verifier.verify(token);
      advance(3 * LEASE);
      void verifier.verify(token);
      advance(20);
      for (const read of reads) read.reject(new Error('time limit'));
      expect(await waiting).toEqual(unavailable);
      expect(verifier.verify(token)).toEqual(unavailable);
    });
  });

  it('does not accept a page of unknown shape as proof', () => {
    for (const page of [
      undefined,
      null,
      {},
      [],
      [null],
      [{ sequence: 0 }],
      [{ sequence: 0, mark: '' }],
      [{ sequence: 0, mark: 7 }],
      [{ sequence: -1, mark: 'm' }],
      [{ sequence: '1', mark: 'm' }],
    ]) {
      const { verifier, addToken, advance, hooks } = createFixture();
      const token = addToken();
      verifier.verify(token);
      advance(LEASE);
      hooks.changes = () => page as never;
      expect(verifier.verify(token)).toEqual(unavailable);
    }
  });

  it('makes a hit without proof wait for one shared read of the log', async () => {
    const { verifier, addToken, advance, hooks, counts, revoke } = createFixture();
    const token = addToken();
    verifier.verify(token);
    advance(LEASE);
    const wait = deferred<void>();
    const { changes } = hooks;
    hooks.changes = (readPage) => wait.promise.then(() => changes(readPage));
    const before = counts.changes;
    const results = [verifier.verify(token), verifier.verify(token), verifier.verify(token)];
    for (const result of results) expect(result).toBeInstanceOf(Promise);
    expect(counts.changes).toBe(before + 1);
    revoke(token);
    wait.resolve();
    for (const result of results) expect(await result).toEqual(rejected('revoked'));
  });

  it('of 0 reads the log at every verification, so that a change takes effect at once', async () => {
    let reads = 0;
    let failure: Error | null = null;
    const freshness: Freshness = {
      kind: 'log',
      leaseMs: 0,
      changes(from) {
        reads += 1;
        if (failure !== null) throw failure;
        return log.slice(Math.min(from, log.length - 1));
      },
    };
    const { verifier, addToken, revoke, counts, log } = createFixture({ freshness });
    const [token, other] = [addToken(), addToken()];
    for (const each of [token, other]) await verifier.verify(each);
    const before = reads;
    for (let call = 0; call < 5; call += 1) expect(verifier.verify(token)).toMatchObject({ ok: true });
    expect(reads).toBe(before + 5);
    expect(counts.lookups).toBe(2);
    revoke(token);
    expect(verifier.verify(token)).toEqual(rejected('revoked'));
    expect(verifier.verify(other)).toMatchObject({ ok: true });
    failure = new Error('down');
    expect(verifier.verify(other)).toEqual(unavailable);
    failure = null;
    expect(verifier.verify(other)).toMatchObject({ ok: true });
  });
});
