/** The formats of error responses in which the contract can run. */
export const errorFormats = ['graphql', 'problem', 'function'] as const;

/** The format of error responses: one of the plugin's, or a function of the contract. */
export type ErrorFormatName = (typeof errorFormats)[number];

/** The plugin options that a case sets. Plain data, so they can be passed to another process. */
export interface PluginSettings {
  /** @default 'api' */
  readonly realm?: string;
  /** @default false */
  readonly optional?: boolean;
  /** @default 5000 */
  readonly timeoutMs?: number;
  /** @default the socket's address */
  readonly clientIp?: { readonly trustedProxies: number };
  /** @default 'graphql' */
  readonly errorFormat?: 'graphql' | 'problem';
}

/** What a case requires of the app around the plugin. Plain data. */
export interface AppSettings {
  /**
   * Whether the framework's own CORS middleware runs before the plugin, for any origin.
   * @default false
   */
  readonly cors?: boolean;
}

/** A running app. */
export interface RunningPlugin {
  /** The port on 127.0.0.1, for HTTP/1.1. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A plugin, and the contract's app around it, as the framework's users would write one: in production
 * mode (`NODE_ENV=production`, or what the framework has for it), with {@link contractVerifier}, and
 * without the headers that the framework adds to every response (`X-Powered-By`). Its routes:
 *
 * | route           | behind                                                                      | response                             |
 * | --------------- | --------------------------------------------------------------------------- | ------------------------------------ |
 * | `/whoami`       | the plugin                                                                  | `{ "principal": … }`, `null` if anonymous |
 * | `/organization` | the plugin, `requirePermission('view_organization')`                        | `{ "principal": … }`                 |
 * | `/drafts`       | the plugin, `requirePermission.any('update_sboms', 'delete_sboms')`         | `{ "principal": … }`                 |
 * | `/sboms`        | the plugin, `requirePermission('update_sboms')`, then a parser of the body  | `{ "received": 5 }`, in bytes        |
 * | `/unguarded`    | `requirePermission('view_organization')`, where no plugin ran               | nothing: it must fail                |
 * | `/handled`      | the plugin, or nothing at all                                               | `{ "handled": 3 }`                   |
 *
 * `/whoami`, `/organization` and `/drafts` accept every method and respond with the principal as the handler receives it.
 * The parser of `/sboms` accepts any content type. `/handled` returns how often the handlers of the other routes
 * have started since the app started. The contract sends a valid token there.
 */
export interface PluginUnderTest {
  /**
   * Starts the app. Each case starts one and closes it. If an app is expensive to start, cases with the same
   * settings may share one, one after another.
   */
  start(settings: PluginSettings & AppSettings): Promise<RunningPlugin>;
  /**
   * Starts the app in this process with these plugin options, valid or not, and rejects with what the plugin throws.
   * Only for {@link pluginOptionContract}, and for the error format `function`.
   */
  startWith?(options: unknown, app?: AppSettings): Promise<RunningPlugin>;
  /**
   * The format of the error responses, for all cases that do not choose their own. With `function`, the cases use
   * `startWith`.
   * @default 'graphql'
   */
  readonly errorFormat?: ErrorFormatName;
  /**
   * Whether the runtime exposes the address of the client. If not, the plugin must reject tokens that are bound to
   * a network.
   * @default true
   */
  readonly seesAddress?: boolean;
  /**
   * Whether the connection of a rejected request is cut if its body does not end within a few seconds.
   * @default true
   */
  readonly closesConnections?: boolean;
  /**
   * Whether the server receives the body of a rejected request, so that a client that is still sending can read the
   * response.
   * @default true
   */
  readonly receivesUploads?: boolean;
  /**
   * Whether pipelined requests on one connection all get a response. If not, the connection must end, and no request
   * may get the response of another one.
   * @default true
   */
  readonly respondsInOrder?: boolean;
}

/** One behavior that every plugin must have. */
export interface PluginCase {
  /** The behavior, as the title of a test. */
  readonly name: string;
  /**
   * Checks the behavior.
   *
   * @throws {Error} if the plugin behaves differently.
   */
  run(plugin: PluginUnderTest): Promise<void>;
}
