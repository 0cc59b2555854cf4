// Helpers for the sibling packages of this repository. No semver promise: any release may change or remove them.
export { assertPermissions, assertRealm } from '../bearer/bearer-challenge.ts';
export { assertOption, hasMethod } from '../common/assert-option.ts';
export { assertPart } from '../common/assert-part.ts';
export { assertClock, type Clock, systemClock } from '../common/clock.ts';
export { createSingleFlight, type SingleFlight } from '../common/create-single-flight.ts';
export { isPromise } from '../common/is-promise.ts';
export { MAX_TIMER_MS } from '../common/max-timer-ms.ts';
export { parseDateTime } from '../common/parse-date-time.ts';
export { readOwn } from '../common/read-own.ts';
export { readOwnOptions } from '../common/read-own-options.ts';
export { runWithTimeout } from '../common/run-with-timeout.ts';
export { LynkConfigurationError } from '../errors/errors.ts';
export { readNumericDate } from '../principal/numeric-date.ts';
export { pluginOptionNames } from '../server/authentication/create-request-authenticator.ts';
export { parseIpGroups } from '../server/client-ip/parse-ip.ts';
export { assertTokenFormat } from '../token/assert-token-format.ts';
