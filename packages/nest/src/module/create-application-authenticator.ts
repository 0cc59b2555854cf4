import { readOwn } from '@lynk-auth/core/internal';
import {
  createRequestAuthenticator,
  type RequestAuthenticator,
  readNodeRequest,
} from '@lynk-auth/core/server';
import type { NodeRequest } from '../node-exchange.ts';
import type { LynkAuthOptions } from './module-options.ts';

/** The authenticator of an application. */
export interface ApplicationAuthenticator extends RequestAuthenticator<NodeRequest> {
  /** Whether requests without credentials are accepted. */
  readonly isOptional: boolean;
}

/**
 * Creates the authenticator of an application from the module's options.
 *
 * @throws {LynkConfigurationError} if an option is unknown or invalid.
 */
export function createApplicationAuthenticator(options: LynkAuthOptions): ApplicationAuthenticator {
  const authenticator = createRequestAuthenticator<NodeRequest>('LynkAuthModule', options, readNodeRequest);
  return { ...authenticator, isOptional: readOwn(options, 'optional') === true };
}
