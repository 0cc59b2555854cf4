import { isLive, sees } from '../obstacles.ts';
import { chooseActorFor, chooseToken, type Step, settle } from '../story.ts';

/** The older secrets end at once. */
export const retire: Step = async (story) => {
  const { model, chance, pick } = story;
  const overlapping = model.tokens.filter(
    (token) => isLive(model, token) && token.secrets.slice(0, -1).some(({ end }) => end > model.now),
  );
  const token = overlapping.length > 0 && chance(0.8) ? pick(overlapping) : chooseToken(story);
  if (token === undefined) return undefined;
  const actor = chooseActorFor(story, token);
  const retired = settle(
    await story.manage(actor).retireSecrets(token.id),
    sees(model, actor, token),
    token.revoked ? ['revoked'] : [],
  );
  if (!retired) return false;
  for (const secret of token.secrets.slice(0, -1)) secret.end = Math.min(secret.end, model.now);
  return true;
};
