import { serve } from '@hono/node-server';
import { createMemoryStore } from '@lynk-auth/authority';
import { principalToClaims } from '@lynk-auth/core';
import { createErrorResponse, toResponse } from '@lynk-auth/core/server';
import { lynkAuth, requirePermission } from '@lynk-auth/hono';
import { createStaticSource, createVerifier } from '@lynk-auth/verifier';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';

const { verifier, first } = await openAuthority(createMemoryStore());

/** The only caller that may introspect tokens: a Worker with its own token. */
const worker = {
  sha256: process.env['WORKER_TOKEN_SHA256'] ?? '',
  principal: {
    kind: 'service',
    tokenId: 'worker',
    organizationId: 'acme',
    permissions: ['introspect_tokens'],
    expiresAt: null,
  },
} as const;
const callers = createVerifier({ source: createStaticSource([worker]) });

const app = new Hono();
app.use('/introspect', lynkAuth({ verifier: callers }), bodyLimit({ maxSize: 8192 }));
app.post('/introspect', requirePermission('introspect_tokens'), async (c) => {
  const { token } = await c.req.parseBody();
  c.header('Cache-Control', 'no-store');
  if (typeof token !== 'string') return toResponse(createErrorResponse('bad_request'));
  const result = await verifier.verify(token);
  if (result.ok) return c.json(principalToClaims(result.principal));
  if (result.kind === 'invalid_token') return c.json({ active: false });
  return toResponse(createErrorResponse('service_unavailable', result));
});

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 4182) }, ({ port }) =>
  console.log(welcome(`http://127.0.0.1:${port}`, first)),
);
