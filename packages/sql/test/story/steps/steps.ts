import type { Step } from '../story.ts';
import { issuePersonalToken, issueServiceToken } from './issue.ts';
import { leak } from './leak.ts';
import { addMember, changeMember, removeMember, resumeMember, suspendMember } from './members.ts';
import { changeGrants, changeLifetimes, changeNetworks } from './policies.ts';
import { retire } from './retire.ts';
import { changeRole, createRole, deleteRole } from './roles.ts';
import { rotate, rotateTwice } from './rotate.ts';
import { deploy, reachAnEnd, restart, useOften } from './time.ts';
import { changeExpiry, deleteToken, narrow, resumeToken, revokeToken, suspendToken } from './tokens.ts';

/** What happens in a year, and how often compared with the rest. */
const weights = {
  addMember: [addMember, 8],
  removeMember: [removeMember, 2],
  changeMember: [changeMember, 3],
  suspendMember: [suspendMember, 2],
  resumeMember: [resumeMember, 5],
  createRole: [createRole, 3],
  changeRole: [changeRole, 5],
  deleteRole: [deleteRole, 2],
  issuePersonalToken: [issuePersonalToken, 14],
  issueServiceToken: [issueServiceToken, 12],
  rotate: [rotate, 8],
  rotateTwice: [rotateTwice, 3],
  retire: [retire, 2],
  leak: [leak, 2],
  narrow: [narrow, 2],
  changeExpiry: [changeExpiry, 3],
  suspendToken: [suspendToken, 2],
  resumeToken: [resumeToken, 5],
  revokeToken: [revokeToken, 1],
  deleteToken: [deleteToken, 2],
  changeNetworks: [changeNetworks, 3],
  changeLifetimes: [changeLifetimes, 3],
  changeGrants: [changeGrants, 3],
  reachAnEnd: [reachAnEnd, 6],
  useOften: [useOften, 2],
  restart: [restart, 1],
  deploy: [deploy, 3],
} as const satisfies Record<string, readonly [Step, number]>;

export type StepName = keyof typeof weights;

export const stepOf = (name: StepName): Step => weights[name][0];

export const stepNames = Object.keys(weights) as StepName[];

/** The names, each as often as its weight says. */
export const weightedNames = stepNames.flatMap((name) => new Array<StepName>(weights[name][1]).fill(name));
