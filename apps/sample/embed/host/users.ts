/** A user of the example. */
export interface User {
  readonly id: string;
  readonly name: string;
}

/** The users of the example. Ada is an administrator, Otto an operator. */
export const ada: User = { id: 'ada', name: 'Ada Lovelace' };
export const otto: User = { id: 'otto', name: 'Otto Operator' };
export const users: readonly User[] = [ada, otto];
