import type { PolicyUpdate } from '@lynk-auth/authority';
import { DAY, type ModelPolicy, networks, SECOND } from '../model.ts';
import { needsOrganization } from '../obstacles.ts';
import { chooseActor, type Step, type Story, settle } from '../story.ts';

/** A change of the policy, and what the model makes of it. */
type Change = (story: Story) => readonly [PolicyUpdate, Partial<ModelPolicy>];

const changePolicy =
  (choose: Change): Step =>
  async (story) => {
    const actor = chooseActor(story);
    const [update, change] = choose(story);
    const outcome = await story.manage(actor).updatePolicy(update);
    const changed = settle(outcome, needsOrganization(story.model, actor));
    if (changed) Object.assign(story.model.policy, change);
    return changed;
  };

export const changeNetworks = changePolicy(({ chance, pick }) => {
  const chosen = chance(0.7) ? null : pick(networks);
  return [{ allowedNetworks: chosen?.cidr ?? null }, { networks: chosen }];
});

export const changeLifetimes = changePolicy(({ model, chance, integer }) => {
  const longest = () => (chance(0.4) ? Infinity : (1 + integer(200)) * DAY);
  const [personal, service] = [longest(), longest()];
  const seconds = (time: number) => (time === Infinity ? null : time / SECOND);
  const allowNoExpiry = chance(0.7);
  // One field alone leaves the others as they are.
  if (chance(0.5)) return [{ allowNoExpiry }, { allowNoExpiry }];
  return [
    {
      ...{ allowNoExpiry, maxPersonalLifetimeSeconds: seconds(personal) },
      maxServiceLifetimeSeconds: seconds(service),
    },
    { ...model.policy, allowNoExpiry, maxLifetime: { personal, service } },
  ];
});

export const changeGrants = changePolicy(({ model, chance, pick, some }) => {
  const ids = [...model.roles.keys()];
  const grantableRoles = chance(0.6) ? null : { [pick(ids)]: some(ids), [pick(ids)]: some(ids) };
  return [{ grantableRoles }, { grantableRoles }];
});
