/** The part of `process` that is read. Node, Deno and Bun have all of it, workers and edge runtimes less. */
interface RuntimeProcess {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly execArgv?: readonly string[];
  readonly versions?: Readonly<Record<string, string | undefined>>;
}

const PROXY = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];
const EXCEPT = ['NO_PROXY', 'no_proxy'];

/**
 * Returns whether this runtime sends, or might send, plain http to a host through a proxy of its environment, which
 * could read the token. Deno and Bun do so by default, Node if configured, and all of them for this machine too. If
 * the environment cannot be read (Deno without the permission), the result is true.
 *
 * @param hostname The host name, as in `URL.hostname`.
 * @param runtime The runtime's `process`. Default: `globalThis.process`.
 */
export function mayBeProxied(hostname: string, runtime: RuntimeProcess | undefined = thisProcess()): boolean {
  const { env, versions } = runtime ?? {};
  if (env === undefined) return false;
  try {
    const takesProxy =
      versions?.['deno'] !== undefined || versions?.['bun'] !== undefined || nodeUsesProxies(runtime);
    if (!takesProxy || PROXY.every((name) => !env[name])) return false;
    const lists = EXCEPT.flatMap((name) => (env[name] ? [env[name].split(',')] : []));
    return lists.length === 0 || !lists.every((list) => excludes(list, hostname));
  } catch {
    return true;
  }
}

/**
 * Whether a `NO_PROXY` list excludes a host in every runtime. Each runtime splits the list in its own way, has patterns
 * of its own, and reads only one of two lists. Node needs an IPv6 address in brackets, Deno one without.
 */
function excludes(list: readonly string[], hostname: string): boolean {
  const hosts = new Set(list.map((host) => host.trim()));
  return hosts.has(hostname) && hosts.has(hostname.replace(/^\[(.*)\]$/, '$1'));
}

/** Whether Node is configured to use proxies of the environment (22.21, 24 and newer). */
function nodeUsesProxies({ env, execArgv }: RuntimeProcess = {}): boolean {
  const flags = [...(execArgv ?? []), env?.['NODE_OPTIONS'] ?? ''];
  return env?.['NODE_USE_ENV_PROXY'] === '1' || flags.some((flag) => flag.includes('--use-env-proxy'));
}

const thisProcess = () => (globalThis as { process?: RuntimeProcess }).process;
