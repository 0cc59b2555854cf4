import { exceeds, grants, keepsAdministrator, needsOrganization } from '../obstacles.ts';
import { chooseActor, people, type Step, type Story, settle } from '../story.ts';

const permissionsOf = ({ model }: Story, roleId: string) => model.roles.get(roleId)?.permissions ?? [];

/** A member, and what it takes to change them. */
function chooseMember(story: Story) {
  const { model, pick } = story;
  const userId = pick([...model.members.keys()]);
  const member = model.members.get(userId) ?? { roleId: '', suspended: false };
  const actor = chooseActor(story);
  const needs = [needsOrganization(model, actor), exceeds(model, actor, permissionsOf(story, member.roleId))];
  return { userId, member, actor, needs };
}

export const addMember: Step = async (story) => {
  const { model, pick } = story;
  const absent = people.filter((userId) => !model.members.has(userId));
  if (absent.length === 0) return undefined;
  const userId = pick(absent);
  const roleId = pick([...model.roles.keys()]);
  const actor = chooseActor(story);
  const added = settle(
    await story.manage(actor).addMember({ userId, roleId }),
    needsOrganization(model, actor),
    exceeds(model, actor, permissionsOf(story, roleId)),
    grants(model, actor, roleId),
  );
  if (added) model.members.set(userId, { roleId, suspended: false });
  return added;
};

/** Their personal tokens end for good, also if they come back. */
export const removeMember: Step = async (story) => {
  const { model } = story;
  const { userId, actor, needs } = chooseMember(story);
  const outcome = await story.manage(actor).removeMember(userId);
  const removed = settle(outcome, ...needs, keepsAdministrator(model, userId));
  if (!removed) return false;
  model.members.delete(userId);
  for (const token of model.tokens) if (token.ownerId === userId) token.revoked = true;
  return true;
};

export const changeMember: Step = async (story) => {
  const { model, pick } = story;
  const { userId, member, actor, needs } = chooseMember(story);
  const roleId = pick([...model.roles.keys()]);
  if (roleId === member.roleId) return undefined;
  const changed = settle(
    await story.manage(actor).updateMember(userId, { roleId }),
    ...needs,
    exceeds(model, actor, permissionsOf(story, roleId)),
    grants(model, actor, roleId),
    keepsAdministrator(model, userId),
  );
  if (changed) member.roleId = roleId;
  return changed;
};

export const suspendMember: Step = async (story) => {
  const { model } = story;
  const { userId, member, actor, needs } = chooseMember(story);
  // A command that changes nothing succeeds again.
  const obstacles = member.suspended
    ? [needsOrganization(model, actor)]
    : [...needs, keepsAdministrator(model, userId)];
  const suspended = settle(await story.manage(actor).suspendMember(userId), ...obstacles);
  if (suspended) member.suspended = true;
  return suspended;
};

export const resumeMember: Step = async (story) => {
  const { model, pick } = story;
  const suspended = [...model.members].filter(([, member]) => member.suspended);
  if (suspended.length === 0) return undefined;
  const [userId, member] = pick(suspended);
  const actor = chooseActor(story);
  const needs = [needsOrganization(model, actor), exceeds(model, actor, permissionsOf(story, member.roleId))];
  const resumed = settle(await story.manage(actor).resumeMember(userId), ...needs);
  if (resumed) member.suspended = false;
  return resumed;
};
