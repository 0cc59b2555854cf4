// Helpers for the sibling packages of this repository. No semver promise: any release may change or remove them.
export { assertPermissions, assertRealm } from '../bearer/bearer-challenge.ts';
export { assertOption, assertOptions, hasMethod } from '../common/assert-options.ts';
export { assertClock, type Clock, systemClock } from '../common/clock.ts';
export { createSingleFlight, type SingleFlight } from '../common/create-single-flight.ts';
export { isPromise } from '../common/is-promise.ts';
export { MAX_TIMER_MS } from '../common/max-timer-ms.ts';
export { runWithTimeout } from '../common/run-with-timeout.ts';
export { LynkConfigurationError } from '../errors/errors.ts';
export { parseIpGroups } from '../server/client-ip/parse-ip.ts';
export { assertTokenFormat } from '../token/assert-token-format.ts';
