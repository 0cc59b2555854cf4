import type { SecurityToken } from '@lynk-auth/core';
import { describe, expect, it } from 'vitest';
import type { RotateOptions } from '../../src/operations/tokens/rotate-token.ts';
import { createTestOrganization, DAY, expectOk } from '../create-test-organization.ts';
import { createRandom, type Random } from './random.ts';

const MINUTE = 60_000;
const RUNS = 300;
const STEPS = 40;

/** What the model knows of a secret. Ends are in milliseconds since the start; `Infinity` for none. */
interface ModelSecret {
  readonly secret: SecurityToken;
  end: number;
  pending: boolean;
  readonly firstUseDrain: number | null;
}

/** A token, and the model of which of its secrets are accepted. */
async function createModel() {
  const test = await createTestOrganization();
  const manage = test.authority.as(test.admin);
  const { token, secret } = expectOk(await manage.issuePersonalToken({ name: 'n', expiresAt: null }));
  const secrets: ModelSecret[] = [{ secret, end: Infinity, pending: false, firstUseDrain: null }];
  let now = 0;

  return {
    secrets,
    now: () => now,
    advance(milliseconds: number) {
      now += milliseconds;
      test.advance(milliseconds);
    },
    /** Rotates the token. Its response may be lost, but the model knows the secret. */
    async rotate(options: RotateOptions) {
      const { overlapSeconds = 86_400, drainSeconds = 900, retireOnFirstUse = false } = options;
      const overlap = overlapSeconds * 1000;
      const drain = Math.min(drainSeconds * 1000, overlap);
      const rotated = expectOk(await manage.rotateToken(token.id, options));
      for (const each of secrets) {
        each.end = Math.min(each.end, now + (each.pending ? drain : overlap));
        each.pending = false;
      }
      const firstUseDrain = retireOnFirstUse ? drain : null;
      secrets.push({ secret: rotated.secret, end: Infinity, pending: true, firstUseDrain });
      return rotated.secret;
    },
    /** Verifies a secret, and compares the result with the model. */
    async use(used: ModelSecret): Promise<boolean> {
      const result = await test.verifier.verify(used.secret.reveal());
      expect(result.ok).toBe(now < used.end);
      // The report of the first use is not part of the verification.
      await test.verifier.flush();
      if (result.ok && used.pending) {
        used.pending = false;
        for (const each of secrets) {
          if (each !== used && used.firstUseDrain !== null)
            each.end = Math.min(each.end, now + used.firstUseDrain);
        }
      }
      return result.ok;
    },
  };
}

type Model = Awaited<ReturnType<typeof createModel>>;

const durations = [0, 1000, MINUTE, 14 * MINUTE, 15 * MINUTE, 16 * MINUTE, DAY / 2, DAY - 1, DAY];

const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random.number(items.length))] as Item;

function randomOptions(random: Random): RotateOptions {
  return {
    ...(random.chance(0.4) && { overlapSeconds: Math.floor(pick(random, durations) / 1000) }),
    ...(random.chance(0.3) && { drainSeconds: Math.floor(pick(random, durations) / 1000) }),
    ...(random.chance(0.4) && { retireOnFirstUse: true }),
  };
}

describe('in random sequences of rotations, uses and time', () => {
  it('every secret is accepted until the end that its rotations gave it, and no longer', async () => {
    let accepted = 0;
    let rejected = 0;
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = createRandom(seed);
      const model = await createModel();
      for (let step = 0; step < STEPS; step += 1) {
        if (random.chance(0.25)) await model.rotate(randomOptions(random));
        else if (random.chance(0.5)) model.advance(pick(random, durations));
        else if (await model.use(pick(random, model.secrets.slice(-4)))) accepted += 1;
        else rejected += 1;
        // Whatever the order, one secret works: the newest, which has no end.
        expect(model.secrets.at(-1)?.end).toBe(Infinity);
      }
    }
    expect(Math.min(accepted, rejected)).toBeGreaterThan(RUNS);
  });

  it('a client that deploys each secret that it receives is never rejected', async () => {
    let lost = 0;
    let received = 0;
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = createRandom(seed);
      const model = await createModel();
      const options = { retireOnFirstUse: random.chance(0.5) };
      /** Replaced within the drain of 15 minutes by the secret of the latest response. */
      let deployed = model.secrets[0] as ModelSecret;
      for (let step = 0; step < STEPS; step += 1) {
        if (random.chance(0.3)) {
          // The rotation is repeated until a response arrives.
          for (let isLost = true; isLost; ) {
            await model.rotate(options);
            isLost = random.chance(0.5);
            if (isLost) lost += 1;
            if (isLost) model.advance(random.number(4 * MINUTE));
            // The application works on with the secret that it has.
            expect(await model.use(deployed)).toBe(true);
          }
          received += 1;
          const next = model.secrets.at(-1) as ModelSecret;
          const rollout = random.number(14 * MINUTE);
          const first = random.chance(0.5);
          // During the rollout some instances use the old secret, others the new one.
          if (first) expect(await model.use(next)).toBe(true);
          model.advance(rollout);
          expect(await model.use(deployed)).toBe(true);
          expect(await model.use(next)).toBe(true);
          deployed = next;
        }
        model.advance(random.number(3 * DAY));
        expect(await model.use(deployed)).toBe(true);
      }
    }
    expect(Math.min(lost, received)).toBeGreaterThan(RUNS);
  });

  it('a client that loses every response works on until the end of the first overlap', async () => {
    for (let seed = 1; seed <= RUNS; seed += 1) {
      const random = createRandom(seed);
      const model: Model = await createModel();
      const [deployed] = model.secrets as [ModelSecret];
      await model.rotate({});
      while (model.now() < DAY) {
        expect(await model.use(deployed)).toBe(true);
        if (random.chance(0.5)) await model.rotate({ retireOnFirstUse: random.chance(0.5) });
        model.advance(random.number(DAY / 4));
      }
      expect(await model.use(deployed)).toBe(false);
    }
  });
});
