import type { FailureReason } from '@lynk-auth/authority';
import { DAY, type ModelToken, SECOND } from '../model.ts';
import { exceedsToken, isOthers, lifetime, type ModelActor, needsTokens, sees } from '../obstacles.ts';
import { chooseActorFor, chooseToken, type Step, type Story, settle } from '../story.ts';
import { chooseExpiry } from './issue.ts';

const MINUTE = 60 * SECOND;
const overlaps = [0, MINUTE, 15 * MINUTE, DAY, 7 * DAY, 30 * DAY] as const;

interface Rotation {
  readonly token: ModelToken;
  readonly actor: ModelActor;
  /** In milliseconds; left out for the defaults of 24 hours and 15 minutes. */
  readonly overlap?: number | undefined;
  readonly drain?: number | undefined;
  readonly retireOnFirstUse?: boolean | undefined;
  readonly changesExpiry?: boolean;
}

/** The older secrets end with the overlap, and one that was never used with the drain; none lives longer than before. */
export async function rotateToken(story: Story, rotation: Rotation): Promise<boolean> {
  const { model } = story;
  const { token, actor, overlap, drain, retireOnFirstUse } = rotation;
  const expiry = rotation.changesExpiry ? chooseExpiry(story, token.kind) : undefined;
  const requested = expiry?.requested === undefined ? undefined : expiry;
  const expiresAt = requested?.expiresAt ?? token.expiresAt;
  const outcome = await story.manage(actor).rotateToken(token.id, {
    overlapSeconds: overlap && Math.floor(overlap / SECOND),
    drainSeconds: drain && Math.floor(drain / SECOND),
    retireOnFirstUse,
    expiresAt: requested?.requested,
  });
  const isLater = expiresAt > token.expiresAt;
  const rotated = settle(
    outcome,
    needsTokens(model, actor),
    sees(model, actor, token),
    isOthers(actor, token),
    isEnded(story, token),
    exceedsToken(model, actor, token),
    isLater ? lifetime(model, { kind: token.kind, from: model.now, expiresAt }) : [],
  );
  if (!outcome.ok) return rotated;
  const kept = overlap ?? DAY;
  const drained = Math.min(drain ?? 15 * MINUTE, kept);
  for (const secret of token.secrets) {
    const end = model.now + (secret.pending ? drained : kept);
    secret.end = Math.min(secret.end, end, token.expiresAt);
    secret.pending = false;
  }
  token.expiresAt = expiresAt;
  token.secrets.push({
    number: story.next(),
    reveal: () => outcome.secret.reveal(),
    end: Infinity,
    pending: true,
    firstUseDrain: retireOnFirstUse ? drained : null,
  });
  return true;
}

export const isEnded = ({ model }: Story, { revoked, expiresAt }: ModelToken): readonly FailureReason[] => [
  ...(revoked ? (['revoked'] as const) : []),
  ...(model.now >= expiresAt ? (['expired'] as const) : []),
];

export const rotate: Step = async (story) => {
  const { chance, pick } = story;
  const token = chooseToken(story);
  if (token === undefined) return undefined;
  return rotateToken(story, {
    token,
    actor: chooseActorFor(story, token),
    overlap: chance(0.6) ? pick(overlaps) : undefined,
    drain: chance(0.3) ? pick(overlaps) : undefined,
    retireOnFirstUse: chance(0.5),
    changesExpiry: chance(0.3),
  });
};

/** The response of the rotation is lost, and some time later the client rotates again. */
export const rotateTwice: Step = async (story) => {
  const { model, chance, integer } = story;
  const token = chooseToken(story);
  if (token === undefined) return undefined;
  const rotation = { token, actor: chooseActorFor(story, token), retireOnFirstUse: chance(0.5) };
  const [deployed] = token.secrets.slice(-1);
  if (!(await rotateToken(story, rotation))) return false;
  model.now += integer(DAY);
  if (deployed !== undefined) await story.verify(token, deployed);
  return rotateToken(story, rotation);
};
