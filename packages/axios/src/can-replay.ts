import { hasMethod } from '@lynk-auth/core/internal';

/** Returns whether a body can be sent again. A stream and a form of the package `form-data` cannot. */
export const canReplay = (data: unknown): boolean =>
  !(hasMethod(data, 'pipe') || hasMethod(data, 'pipeTo') || Symbol.asyncIterator in Object(data));
