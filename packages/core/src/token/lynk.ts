import { deepFreeze } from '../common/deep-freeze.ts';
import type { TokenFormat } from './token-format.ts';

/**
 * The token format of the Interlynk API: its six prefixes, and the environment variables of its clients. It is a table,
 * so that a client of this format does not bundle `defineTokenFormat`. A test compares the two.
 */
export const lynk: TokenFormat<'live' | 'staging' | 'test'> = /* @__PURE__ */ deepFreeze({
  brand: 'lynk',
  environments: ['live', 'staging', 'test'],
  variables: ['INTERLYNK_SECURITY_TOKEN', 'LYNK_API_TOKEN'],
  prefixes: [
    { prefix: 'lynk_live_', kind: 'personal', environment: 'live' },
    { prefix: 'lynk_staging_', kind: 'personal', environment: 'staging' },
    { prefix: 'lynk_test_', kind: 'personal', environment: 'test' },
    { prefix: 'lynk_service_live_', kind: 'service', environment: 'live' },
    { prefix: 'lynk_service_staging_', kind: 'service', environment: 'staging' },
    { prefix: 'lynk_service_test_', kind: 'service', environment: 'test' },
  ],
});
