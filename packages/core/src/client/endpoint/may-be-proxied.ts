/** What is read of the runtime, by structure: Node, Deno and Bun have all of it, workers and edges less. */
interface RuntimeProcess {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly execArgv?: readonly string[];
  readonly versions?: Readonly<Record<string, string | undefined>>;
}

const PROXY = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];
const EXCEPT = ['NO_PROXY', 'no_proxy'];

/**
 * Whether this runtime would, or might, send plain http to a host through a proxy that its environment
 * names; the proxy would read the token. Deno and Bun do so by themselves, Node where it is told to, and
 * all of them for this machine too. What no variable can be read of (Deno without the permission) might be.
 *
 * @param hostname As `URL` gives it.
 * @param runtime The runtime's `process`. Default: that of this program.
 */
export function mayBeProxied(hostname: string, runtime: RuntimeProcess | undefined = thisProcess()): boolean {
  const { env, versions } = runtime ?? {};
  if (env === undefined) return false;
  try {
    const takesProxy = versions?.['deno'] !== undefined || versions?.['bun'] !== undefined || isTold(runtime);
    if (!takesProxy || PROXY.every((name) => !env[name])) return false;
    const lists = EXCEPT.flatMap((name) => (env[name] ? [env[name].split(',')] : []));
    return lists.length === 0 || !lists.every((list) => excepts(list, hostname));
  } catch {
    return true;
  }
}

/**
 * Whether a list excepts a host, whoever reads it: each runtime splits it in its own way, has patterns of its
 * own, and of two lists reads one. Of IPv6, Node knows the address in brackets only, Deno the one without.
 */
function excepts(list: readonly string[], hostname: string): boolean {
  const hosts = new Set(list.map((host) => host.trim()));
  return hosts.has(hostname) && hosts.has(hostname.replace(/^\[(.*)\]$/, '$1'));
}

/** Whether Node is told to take proxies from the environment (22.21, 24 and newer). */
function isTold({ env, execArgv }: RuntimeProcess = {}): boolean {
  const flags = [...(execArgv ?? []), env?.['NODE_OPTIONS'] ?? ''];
  return env?.['NODE_USE_ENV_PROXY'] === '1' || flags.some((flag) => flag.includes('--use-env-proxy'));
}

const thisProcess = () => (globalThis as { process?: RuntimeProcess }).process;
