import type { SelfView } from '@lynk-auth/authority';

/** Returns whether the member may do something now. The authority checks it again. */
export const hasRight = (self: SelfView | undefined, right: keyof SelfView['rights']): boolean =>
  self?.permissions.includes(self.rights[right]) === true;
