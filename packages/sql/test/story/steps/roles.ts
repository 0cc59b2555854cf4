import type { FailureReason } from '@lynk-auth/authority';
import { permissions } from '../model.ts';
import { exceeds, grants, isLive, needsOrganization } from '../obstacles.ts';
import { chooseActor, type Step, type Story, settle } from '../story.ts';

export const createRole: Step = async (story) => {
  const { model } = story;
  const actor = chooseActor(story);
  const granted = story.some(permissions);
  const name = `Role ${story.next()}`;
  const outcome = await story.manage(actor).createRole({ name, permissions: granted });
  const created = settle(outcome, needsOrganization(model, actor), exceeds(model, actor, granted));
  if (outcome.ok) model.roles.set(outcome.role.id, { system: false, permissions: granted });
  return created;
};

/** A custom role more often than a system role, which must stay as it is. */
function chooseRole({ model, chance, pick }: Story) {
  const custom = [...model.roles].filter(([, { system }]) => !system);
  const [roleId, role] = pick(custom.length > 0 && chance(0.9) ? custom : [...model.roles]);
  const isSystem: FailureReason[] = role.system ? ['system_role'] : [];
  return { roleId, role, isSystem };
}

export const changeRole: Step = async (story) => {
  const { model } = story;
  const { roleId, role, isSystem } = chooseRole(story);
  const actor = chooseActor(story);
  // Narrowed more often than replaced.
  const granted = story.some(story.chance(0.6) ? role.permissions : permissions);
  const changes = role.system || granted.join() !== role.permissions.join();
  const changed = settle(
    await story.manage(actor).updateRole(roleId, { permissions: granted }),
    needsOrganization(model, actor),
    isSystem,
    // A command that changes nothing succeeds again.
    changes ? exceeds(model, actor, [...role.permissions, ...granted]) : [],
  );
  if (changed) role.permissions = granted;
  return changed;
};

/** What has the role gets its successor; a dead token keeps the id of the role that is gone. */
export const deleteRole: Step = async (story) => {
  const { model, chance, pick } = story;
  const { roleId, role, isSystem } = chooseRole(story);
  const actor = chooseActor(story);
  const others = [...model.roles.keys()].filter((id) => id !== roleId);
  const successorRoleId = chance(0.7) ? pick(others) : undefined;
  const members = [...model.members.values()].filter((member) => member.roleId === roleId);
  const tokens = model.tokens.filter((token) => token.roleId === roleId && isLive(model, token));
  const isUsed: FailureReason[] =
    successorRoleId === undefined && members.length + tokens.length > 0 ? ['role_in_use'] : [];
  const successor = model.roles.get(successorRoleId ?? '')?.permissions ?? [];
  const deleted = settle(
    await story.manage(actor).deleteRole(roleId, { successorRoleId }),
    needsOrganization(model, actor),
    isSystem,
    isUsed,
    exceeds(model, actor, [...role.permissions, ...successor]),
    successorRoleId === undefined ? [] : grants(model, actor, successorRoleId),
  );
  if (!deleted) return false;
  model.roles.delete(roleId);
  if (successorRoleId === undefined) return true;
  for (const each of [...members, ...tokens]) each.roleId = successorRoleId;
  return true;
};
