import { assertOption, readOwnOptions } from '@lynk-auth/core/internal';
import type { Settings } from '../read-options.ts';
import type { Store } from '../store/store.ts';

/** Where a call comes from, for the audit log. */
export interface CallOrigin {
  /** The client's address. */
  readonly clientIp?: string | undefined;
  /** The value of the header `User-Agent`. More than 256 characters are cut, and a token in it is masked. */
  readonly userAgent?: string | undefined;
}

const caller = 'authority.as: origin';
const MAX_IP_LENGTH = 64;
const MAX_USER_AGENT_LENGTH = 256;

/** Adds the origin of a call to the settings of its operation. */
export type OriginAdder = (origin: CallOrigin | undefined) => Settings;

/**
 * Creates a function that adds the origin of a call to the commands of its operation. It throws a `LynkConfigurationError`
 * if the origin has an unknown or wrong property.
 */
export function createOriginAdder(settings: Settings): OriginAdder {
  const { store, redact } = settings;
  return (origin = {}) => {
    const own = readOwnOptions(caller, origin, ['clientIp', 'userAgent']);
    const read = (name: keyof CallOrigin, length: number): string | null => {
      const value = own[name];
      assertOption(caller, value === undefined || typeof value === 'string', `${name} must be a string`);
      return value === undefined ? null : redact(value).slice(0, length);
    };
    const known = {
      clientIp: read('clientIp', MAX_IP_LENGTH),
      userAgent: read('userAgent', MAX_USER_AGENT_LENGTH),
    };
    if (known.clientIp === null && known.userAgent === null) return settings;
    const apply: Store['apply'] = (command) => store.apply({ ...command, origin: known });
    return { ...settings, store: { ...store, apply } };
  };
}
