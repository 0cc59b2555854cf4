/// <reference types="node" />
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createAuthority, createMemoryStore, type Policies, systemActor } from '@lynk-auth/authority';
import { createAuthorityHandler, toNodeHandler } from '@lynk-auth/authority/http';
import { createVerifier } from '@lynk-auth/verifier';
import { build, type Plugin } from 'esbuild';

/** An origin on plain http that is not this machine, so that a browser gives it no clipboard and no digests. */
export const INSECURE_ORIGIN = 'http://app.example';

/** The policy of a strict host: a style or a script that a library injects is a violation. */
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";

const assets = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function bundle(example: string): Promise<Readonly<Record<string, string>>> {
  const { outputFiles } = await build({
    entryPoints: { app: assets('app.tsx'), example: 'example', styles: assets('app.css') },
    plugins: [loadExample(example)],
    bundle: true,
    write: false,
    outdir: 'assets',
    format: 'esm',
    jsx: 'automatic',
    // React's build that warns, and whose strict mode mounts everything twice.
    define: { 'process.env.NODE_ENV': '"development"' },
    logLevel: 'silent',
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf('/')), text]));
}

/** Resolves the example, whose package is the source. */
const loadExample = (example: string): Plugin => ({
  name: 'example',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(example|settings)$/ }, ({ path }) => ({ path, namespace: 'example' }));
    onResolve({ filter: /^@lynk-auth\/react/ }, ({ path }) => ({
      path: assets(path.endsWith('.css') ? 'app.css' : '../../src/index.ts'),
    }));
    onLoad({ filter: /.*/, namespace: 'example' }, ({ path }) => ({
      loader: 'tsx',
      resolveDir: assets('.'),
      contents:
        path === 'settings'
          ? example || 'export const TokenSettings = () => null;'
          : "import { createRoot } from 'react-dom/client'; import { TokenSettings } from 'settings'; createRoot(document.getElementById('root')).render(<TokenSettings userId=\"ada\" />);",
    }));
  },
});

const page = (script: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Settings</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/styles.css"><script type="module" src="${script}"></script></head><body><div id="root"></div></body></html>`;

interface HostOptions {
  readonly policies?: Policies;
  /** A module of a README that exports `TokenSettings`, which the path `/example` shows. */
  readonly example?: string;
}

/**
 * Starts a host application: an authority with the management API, an API that its tokens open, and a page with the
 * components. The cookie `user` is its session.
 */
export async function startHost({ policies, example = '' }: HostOptions = {}) {
  const authority = createAuthority({ store: createMemoryStore(), policies });
  const verifier = createVerifier({ source: authority.source, observe: null });
  const acme = await authority.createOrganization({
    id: 'acme',
    name: 'Acme Corp',
    admin: { userId: 'ada', name: 'Ada Lovelace', email: 'ada@example.com' },
  });
  if (!acme.ok) throw new Error(acme.message);
  const system = authority.as(systemActor('acme'));
  for (const [userId, name, roleId] of [
    ['otto', 'Otto Operator', 'operator'],
    ['vera', 'Vera Viewer', 'viewer'],
  ] as const) {
    const added = await system.addMember({ userId, name, roleId });
    if (!added.ok) throw new Error(added.message);
  }
  const manage = toNodeHandler(
    createAuthorityHandler({
      authority,
      verifier,
      basePath: '/manage',
      origins: [INSECURE_ORIGIN],
      actor(request) {
        const [, userId] = /(?:^|; )user=(\w+)/.exec(request.headers.get('cookie') ?? '') ?? [];
        return userId === undefined ? null : { kind: 'user', organizationId: 'acme', userId };
      },
    }),
  );
  const files = await bundle(example);

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    if (pathname.startsWith('/manage/')) return manage(request, response);
    if (pathname === '/api') {
      const [, token = ''] = /^Bearer (.*)$/.exec(request.headers.authorization ?? '') ?? [];
      const result = await verifier.verify(token, {
        clientIp: request.socket.remoteAddress,
        userAgent: request.headers['user-agent'],
      });
      return response.writeHead(result.ok ? 200 : 401).end();
    }
    const file = files[pathname];
    const type = pathname.endsWith('.css')
      ? 'text/css'
      : file === undefined
        ? 'text/html'
        : 'text/javascript';
    response
      .writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': CSP })
      .end(file ?? page(pathname === '/example' ? '/example.js' : '/app.js'));
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ authority, system, origin },
    /** The operations of a signed-in user. */
    as: (userId: string) => authority.as({ kind: 'user', organizationId: 'acme', userId }),
    /** Calls the API with a token. */
    call: async (token: string, userAgent = 'curl/8.5.0') => {
      const headers = { authorization: `Bearer ${token}`, 'user-agent': userAgent };
      return (await fetch(`${origin}/api`, { headers })).status;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Host = Awaited<ReturnType<typeof startHost>>;
