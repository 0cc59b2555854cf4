import { RETENTION } from '../model.ts';
import { isLive, sees } from '../obstacles.ts';
import { type Step, settle } from '../story.ts';
import { rotateToken } from './rotate.ts';
import { choose } from './tokens.ts';

/** A secret is found where it must not be, and is used from there before someone acts on it. */
export const leak: Step = async (story) => {
  const { model, pick } = story;
  const chosen = choose(story);
  if (chosen === undefined || !isLive(model, chosen.token)) return undefined;
  const { token, actor, operations, seen } = chosen;
  const leaked = pick(token.secrets);
  await story.verify(token, leaked);
  const text = leaked.reveal();
  const response = pick(['revoke', 'replace', 'suspend'] as const);
  if (response === 'replace') return rotateToken(story, { token, actor, overlap: 0 });
  // The digest of a secret that ended long ago may be forgotten.
  if (model.now > leaked.end + RETENTION) return undefined;
  if (response === 'revoke') {
    const revoked = settle(await operations.revokeByToken(text), seen);
    if (revoked) token.revoked = true;
    return revoked;
  }
  const found = await operations.findToken({ token: text });
  if (!settle(found, sees(model, actor, token)) || !found.ok) return false;
  const suspended = settle(await operations.suspendToken(found.token.id));
  token.suspended = true;
  return suspended;
};
