import { DAY, systemRoles } from '../model.ts';
import type { Step } from '../story.ts';

/** A secret is verified in the last millisecond before its end, and at its end. */
export const reachAnEnd: Step = async (story) => {
  const { model } = story;
  const ends = model.tokens.flatMap((token) =>
    token.secrets.map((secret) => ({ token, secret, end: Math.min(token.expiresAt, secret.end) })),
  );
  const [next] = ends
    .filter(({ end, token }) => end > model.now + 1 && end < Infinity && !token.revoked)
    .sort((one, other) => one.end - other.end);
  // A year has only so many days.
  if (next === undefined || next.end - model.now > 14 * DAY) return undefined;
  const { token, secret, end } = next;
  model.now = end - 1;
  await story.verify(token, secret);
  // The first use of a new secret can take some time, and end others.
  model.now = Math.max(model.now, end);
  await story.verify(token, secret);
  return true;
};

/** The same token at the same time, again and again. */
export const useOften: Step = async (story) => {
  const { model, pick } = story;
  if (model.tokens.length === 0) return undefined;
  const token = pick(model.tokens);
  const secret = pick(token.secrets);
  for (let count = 0; count < 5; count += 1) await story.verify(token, secret);
  return true;
};

export const restart: Step = async (story) => {
  await story.restart();
  return true;
};

/** The host deploys a version with other permissions of its system roles. */
export const deploy: Step = async (story) => {
  const version = story.chance(0.5) ? 0 : 1;
  await story.deploy(version);
  for (const [name, permissions] of Object.entries(systemRoles[version])) {
    const role = story.model.roles.get(name.toLowerCase());
    if (role !== undefined) role.permissions = permissions;
  }
  return true;
};
