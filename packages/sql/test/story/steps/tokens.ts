import type { FailureReason } from '@lynk-auth/authority';
import { permissions } from '../model.ts';
import { exceedsToken, isLive, isOthers, lifetime, needsTokens, sees } from '../obstacles.ts';
import { chooseActorFor, chooseToken, type Step, type Story, settle } from '../story.ts';
import { chooseExpiry } from './issue.ts';
import { isEnded } from './rotate.ts';

/** A token and who works on it; nothing if there is none yet. */
export function choose(story: Story) {
  const token = chooseToken(story);
  if (token === undefined) return undefined;
  const actor = chooseActorFor(story, token);
  const isRevoked: FailureReason[] = token.revoked ? ['revoked'] : [];
  return { token, actor, operations: story.manage(actor), seen: sees(story.model, actor, token), isRevoked };
}

/** A lower ceiling, which never becomes higher again. */
export const narrow: Step = async (story) => {
  const { model, some, chance } = story;
  const chosen = choose(story);
  if (chosen === undefined) return undefined;
  const { token, actor, operations, seen, isRevoked } = chosen;
  const ceiling = some(token.ceiling !== null && chance(0.8) ? token.ceiling : permissions);
  const isWider = !ceiling.every((permission) => token.ceiling?.includes(permission) ?? true);
  const narrowed = settle(
    await operations.updateToken(token.id, { permissions: ceiling }),
    needsTokens(model, actor),
    seen,
    isRevoked,
    isWider ? ['exceeds_permissions'] : [],
  );
  if (narrowed) token.ceiling = ceiling;
  return narrowed;
};

/** To shorten a token is always allowed; to extend it is to grant its permissions, from its creation. */
export const changeExpiry: Step = async (story) => {
  const { model } = story;
  const chosen = choose(story);
  if (chosen === undefined) return undefined;
  const { token, actor, operations, seen } = chosen;
  const { requested, expiresAt } = chooseExpiry(story, token.kind);
  if (requested === undefined) return undefined;
  const later = [
    isOthers(actor, token),
    exceedsToken(model, actor, token),
    lifetime(model, { kind: token.kind, from: token.createdAt, expiresAt }),
  ];
  const changed = settle(
    await operations.updateToken(token.id, { expiresAt: requested }),
    needsTokens(model, actor),
    seen,
    isEnded(story, token),
    ...(expiresAt > token.expiresAt ? later : []),
  );
  if (changed) token.expiresAt = expiresAt;
  return changed;
};

export const suspendToken: Step = async (story) => {
  const chosen = choose(story);
  if (chosen === undefined) return undefined;
  const { token, operations, seen, isRevoked } = chosen;
  const suspended = settle(await operations.suspendToken(token.id), seen, isRevoked);
  if (suspended) token.suspended = true;
  return suspended;
};

export const resumeToken: Step = async (story) => {
  const { model, pick } = story;
  const suspended = model.tokens.filter((token) => token.suspended && !token.deleted);
  if (suspended.length === 0) return undefined;
  const token = pick(suspended);
  const actor = chooseActorFor(story, token);
  const resumed = settle(
    await story.manage(actor).resumeToken(token.id),
    needsTokens(model, actor),
    sees(model, actor, token),
    token.revoked ? ['revoked'] : [],
    exceedsToken(model, actor, token),
  );
  if (resumed) token.suspended = false;
  return resumed;
};

export const revokeToken: Step = async (story) => {
  const chosen = choose(story);
  if (chosen === undefined) return undefined;
  const { token, operations, seen } = chosen;
  const revoked = settle(await operations.revokeToken(token.id), seen);
  if (revoked) token.revoked = true;
  return revoked;
};

/** Only what is dead, and its secrets are never valid again. */
export const deleteToken: Step = async (story) => {
  const { model, chance, pick } = story;
  const dead = model.tokens.filter((token) => !token.deleted && !isLive(model, token));
  const token = dead.length > 0 && chance(0.8) ? pick(dead) : chooseToken(story);
  if (token === undefined || token.deleted) return undefined;
  const actor = chooseActorFor(story, token);
  const isActive: FailureReason[] = isLive(model, token) ? ['still_active'] : [];
  const outcome = await story.manage(actor).deleteToken(token.id);
  const deleted = settle(outcome, sees(model, actor, token), isActive);
  if (deleted) token.deleted = true;
  return deleted;
};
