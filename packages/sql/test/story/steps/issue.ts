import type { IssuedToken, Outcome } from '@lynk-auth/authority';
import { DAY, type ModelToken, permissions } from '../model.ts';
import { exceeds, grants, lifetime, type ModelActor, needsTokens, reachesLimit } from '../obstacles.ts';
import { chooseActor, people, type Step, type Story, settle } from '../story.ts';

/** The expiry of a request, and what it comes to: by default 30 days, or what the policy leaves of them. */
export function chooseExpiry({ model, chance, integer }: Story, kind: ModelToken['kind']) {
  const { now, policy } = model;
  if (chance(0.2)) {
    return { requested: undefined, expiresAt: now + Math.min(30 * DAY, policy.maxLifetime[kind]) };
  }
  if (chance(0.2)) return { requested: null, expiresAt: Infinity };
  const expiresAt = now + 1 + integer(200 * DAY);
  return { requested: expiresAt, expiresAt };
}

/** A new token, as the model knows it. */
interface NewToken extends Pick<ModelToken, 'kind' | 'ownerId' | 'roleId' | 'ceiling' | 'expiresAt'> {
  readonly actor: ModelActor;
}

function addToken(story: Story, outcome: Outcome<IssuedToken>, { actor, ...token }: NewToken): void {
  if (!outcome.ok) return;
  const { secret } = outcome;
  const first = { end: Infinity, pending: false, firstUseDrain: null };
  story.model.tokens.push({
    ...token,
    id: outcome.token.id,
    managedBy: token.ownerId ?? actor?.userId ?? null,
    createdAt: story.model.now,
    revoked: false,
    suspended: false,
    deleted: false,
    secrets: [{ number: story.next(), reveal: () => secret.reveal(), ...first }],
  });
}

const chooseCeiling = ({ chance, some }: Story): readonly string[] | undefined =>
  chance(0.3) ? some(permissions) : undefined;

export const issuePersonalToken: Step = async (story) => {
  const { model, chance, pick } = story;
  const ownerId = pick(chance(0.8) ? [...model.members.keys()] : people);
  const actor = chance(0.3) ? null : { userId: ownerId };
  const ceiling = chooseCeiling(story);
  const { requested, expiresAt } = chooseExpiry(story, 'personal');
  const input = { name: `Token ${story.next()}`, permissions: ceiling, expiresAt: requested };
  const outcome = await story
    .manage(actor)
    .issuePersonalToken({ ...input, ...(actor === null && { ownerId }) });
  const issued = settle(
    outcome,
    needsTokens(model, actor),
    actor === null && !model.members.has(ownerId) ? ['not_found'] : [],
    lifetime(model, { kind: 'personal', from: model.now, expiresAt }),
  );
  addToken(story, outcome, {
    ...{ actor, kind: 'personal', ownerId, roleId: null, ceiling: ceiling ?? null, expiresAt },
  });
  return issued;
};

export const issueServiceToken: Step = async (story) => {
  const { model, pick } = story;
  const actor = chooseActor(story);
  const roleId = pick([...model.roles.keys()]);
  const ceiling = chooseCeiling(story);
  const { requested, expiresAt } = chooseExpiry(story, 'service');
  const input = { name: `Token ${story.next()}`, roleId, permissions: ceiling, expiresAt: requested };
  const outcome = await story.manage(actor).issueServiceToken(input);
  const role = model.roles.get(roleId)?.permissions ?? [];
  const issued = settle(
    outcome,
    needsTokens(model, actor),
    exceeds(
      model,
      actor,
      role.filter((permission) => ceiling?.includes(permission) ?? true),
    ),
    grants(model, actor, roleId),
    lifetime(model, { kind: 'service', from: model.now, expiresAt }),
    reachesLimit(model),
  );
  addToken(story, outcome, {
    ...{ actor, kind: 'service', ownerId: null, roleId, ceiling: ceiling ?? null, expiresAt },
  });
  return issued;
};
