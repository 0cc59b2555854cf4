import { serve } from '@hono/node-server';
import { createMemoryStore } from '@lynk-auth/authority';
import { createAuthorityHandler } from '@lynk-auth/authority/http';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';

const { authority, verifier, first } = await openAuthority(createMemoryStore());

/** The endpoints `/introspect`, `/revoke` and `/healthz`. */
const fetch = createAuthorityHandler({ authority, verifier });

serve({ fetch, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 4182) }, ({ port }) =>
  console.log(`${welcome(`http://127.0.0.1:${port}`, first)}
The token with which another service verifies tokens here:

  ${first?.gateway.reveal()}`),
);
