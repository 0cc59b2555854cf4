import { createRedactor, lynk, type TokenFormat } from '@lynk-auth/core';
import {
  assertOption,
  assertPart,
  assertTokenFormat,
  hasMethod,
  readOwnOptions,
} from '@lynk-auth/core/internal';
import type { Clock } from '@lynk-auth/verifier';
import type { LynkPermission } from './access/lynk-permissions.ts';
import { type PermissionOptions, readPermissionModel } from './access/permission-model.ts';
import type { Directory } from './directory/directory.ts';
import type { EventListener } from './events/authority-event.ts';
import { type Policies, readPolicies } from './policies/policies.ts';
import { createBackground } from './source/create-background.ts';
import { bindStore, storeMethods } from './store/bind-store.ts';
import type { Store } from './store/store.ts';
import { readUseOption, type UseOption } from './use/read-use-option.ts';

const caller = 'createAuthority';

/** Options of {@link createAuthority}. */
export interface AuthorityOptions<Key extends string = LynkPermission> extends PermissionOptions<Key> {
  readonly store: Store;
  /**
   * The format of the tokens to issue.
   * @default lynk
   */
  readonly format?: TokenFormat | undefined;
  /**
   * The environment of the tokens to issue.
   * @default 'live'
   */
  readonly environment?: string | undefined;
  /** @default the system's clock */
  readonly clock?: Pick<Clock, 'wall'> | undefined;
  readonly policies?: Policies | undefined;
  /**
   * The users and roles of the host, if it keeps them in tables of its own.
   * @default the members and roles of the store
   */
  readonly directory?: Directory | undefined;
  /**
   * What is recorded of the use of tokens, and of their rejection: `false` records nothing, `{ addresses: false }` no
   * addresses, also in events.
   * @default { addresses: true }
   */
  readonly use?: UseOption | undefined;
  /**
   * Receives events: the use of a secret that a rotation has ended, the rejection of a token that the store knows, and a
   * token that expires soon. Each is kept in the store until the function has resolved, and delivered at least once. Pass
   * it in every process that verifies tokens: a process without it adds no events.
   * @default no function
   */
  readonly onEvent?: EventListener | undefined;
}

/** The validated options, with their defaults. */
export type Settings = ReturnType<typeof readOptions>;

/** Validates the options and fills in the defaults. */
export function readOptions(options: AuthorityOptions<string>) {
  const own = readOwnOptions(caller, options, [
    'store',
    'permissions',
    'systemRoles',
    'rights',
    'format',
    'environment',
    'clock',
    'policies',
    'directory',
    'onEvent',
    'use',
  ]);
  const { format = lynk, environment = 'live', clock = { wall: Date.now } } = own;
  assertPart(caller, 'store', own.store, storeMethods);
  const store = bindStore(caller, own.store);
  assertTokenFormat(caller, format);
  assertOption(
    caller,
    format.environments.includes(environment),
    'environment must be an environment of the format',
  );
  assertOption(caller, hasMethod(clock, 'wall'), 'clock must be an object with a wall function');
  const { onEvent } = own;
  assertOption(caller, onEvent === undefined || typeof onEvent === 'function', 'onEvent must be a function');
  const { directory } = own;
  assertOption(
    caller,
    directory === undefined || hasMethod(directory, 'getMember'),
    'directory must have a method getMember',
  );
  const addresses = readUseOption(caller, own.use);
  return {
    ...{ store, format, environment, clock, directory },
    /** Masks tokens in the format of the host, and in the default one. */
    redact: createRedactor({ formats: format === lynk ? [lynk] : [lynk, format] }),
    ...readPermissionModel(caller, own),
    policies: readPolicies(own.policies),
    ...createBackground(store, { clock, format, onEvent, addresses }),
  };
}
