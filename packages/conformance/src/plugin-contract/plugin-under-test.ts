/** What the contract sets in a plugin. Plain data: it can be handed to another process. */
export interface PluginSettings {
  /** @default 'api' */
  readonly realm?: string;
  /** @default false */
  readonly optional?: boolean;
  /** @default 5000 */
  readonly timeoutMs?: number;
  /** @default the socket's address */
  readonly clientIp?: { readonly trustedProxies: number };
}

/** What the contract asks of the app around the plugin. Plain data too. */
export interface AppSettings {
  /**
   * Whether the framework's own CORS middleware stands ahead of the plugin, for any origin.
   * @default false
   */
  readonly cors?: boolean;
}

/** An app that listens. */
export interface RunningPlugin {
  /** Where it listens, on 127.0.0.1, with HTTP/1.1. */
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A plugin, and the contract's app around it, as the framework's users would write one: in production
 * mode (`NODE_ENV=production`, or what the framework has for it), with {@link contractVerifier}, and
 * without what the framework adds to every answer (`X-Powered-By`). Its routes:
 *
 * | route           | behind                                                                      | answers                              |
 * | --------------- | --------------------------------------------------------------------------- | ------------------------------------ |
 * | `/whoami`       | the plugin                                                                  | `{ "principal": … }`, `null` for nobody |
 * | `/organization` | the plugin, `requirePermission('view_organization')`                        | `{ "principal": … }`                 |
 * | `/sboms`        | the plugin, `requirePermission('update_sboms')`, then a parser of the body  | `{ "received": 5 }`, in bytes        |
 * | `/unguarded`    | `requirePermission('view_organization')`, where no plugin ran               | nothing: it must fail                |
 * | `/handled`      | the plugin, or nothing at all                                               | `{ "handled": 3 }`                   |
 *
 * `/whoami` and `/organization` take every method; the principal is as the framework hands it out, in
 * JSON. The parser of `/sboms` takes any content type. `/handled` tells how often the handlers of the
 * other routes began, since the app started; the contract shows a good token there.
 */
export interface PluginUnderTest {
  /**
   * Starts the app. Each case starts one, and closes it. The cases need none of their own: where one is
   * dear to start, it may be given to all that ask for the same settings, one after another.
   */
  start(settings: PluginSettings & AppSettings): Promise<RunningPlugin>;
  /**
   * The same, in this process, with any options at all in place of the plugin's, the verifier too: as a
   * user could misconfigure it. Rejects with what the plugin throws. Only for {@link pluginOptionContract}.
   */
  startWith?(options: unknown): Promise<RunningPlugin>;
  /**
   * Whether the runtime tells the other end of the socket. Where it does not, tokens that are bound
   * to a network must be refused.
   * @default true
   */
  readonly seesAddress?: boolean;
  /**
   * Whether a refusal can close the connection on which the rest of a body would come.
   * @default true
   */
  readonly closesConnections?: boolean;
  /**
   * Whether requests that come at once on one connection are all answered. Where they are not, the
   * connection must end, and no answer be that of another request.
   * @default true
   */
  readonly respondsInOrder?: boolean;
}

/** One thing that every plugin must do. */
export interface PluginCase {
  /** What must hold, as a test's title. */
  readonly name: string;
  /**
   * Tries it.
   *
   * @throws {Error} that says what did not hold.
   */
  run(plugin: PluginUnderTest): Promise<void>;
}
