import type { Failure, FailureReason, Management } from '@lynk-auth/authority';
import type { Choices } from './choices.ts';
import type { Model, ModelSecret, ModelToken } from './model.ts';
import { isLive, type ModelActor } from './obstacles.ts';

/** What a step of a story works on. */
export interface Story extends Choices {
  readonly model: Model;
  manage(actor: ModelActor): Management;
  /** Deploys the host again, with the system roles of a version, while the processes that verify go on. */
  deploy(version: 0 | 1): Promise<void>;
  /** Starts the processes that verify again, with empty caches. */
  restart(): Promise<void>;
  /** Verifies a secret in every process, and compares the results with the model. */
  verify(token: ModelToken, secret: ModelSecret): Promise<void>;
  /** Returns the next number, for names and secrets. */
  next(): number;
}

/** One thing that happens in the year. It returns whether it succeeded; `undefined` if it could not happen. */
export type Step = (story: Story) => Promise<boolean | undefined>;

export const FOUNDER = 'ada';
export const people = [FOUNDER, 'bob', 'cleo', 'dan', 'eve', 'finn'] as const;

/** Chooses who acts: the system, an administrator, or any person, also one who has left. */
export function chooseActor({ model, chance, pick }: Story): ModelActor {
  if (chance(0.35)) return null;
  const owners = [...model.members].filter(([, { roleId, suspended }]) => roleId === 'owner' && !suspended);
  return { userId: chance(0.6) ? pick(owners)[0] : pick(people) };
}

/** Chooses the owner of a personal token, or who manages a service token, more often than others. */
export const chooseActorFor = (story: Story, { ownerId, managedBy }: ModelToken): ModelActor => {
  const userId = ownerId ?? managedBy;
  return userId !== null && story.chance(0.5) ? { userId } : chooseActor(story);
};

/** Chooses a token, a live one more often than a dead one; `undefined` if there is none yet. */
export function chooseToken({ model, chance, pick }: Story): ModelToken | undefined {
  const live = model.tokens.filter((token) => isLive(model, token));
  return pick(live.length > 0 && chance(0.85) ? live : model.tokens);
}

/** Compares the outcome of an operation with the reasons for which it must fail. Returns whether it succeeded. */
export function settle(
  outcome: { readonly ok: true } | Failure,
  ...obstacles: readonly (readonly FailureReason[])[]
): boolean {
  const expected = obstacles.flat();
  if (outcome.ok ? expected.length === 0 : expected.includes(outcome.reason)) return outcome.ok;
  const found = outcome.ok ? 'succeeded' : `failed with ${outcome.reason}`;
  throw new Error(`The operation ${found}, but its obstacles are: ${expected.join(', ') || 'none'}.`);
}
