import { createMemoryStore } from '@lynk-auth/authority';
import { authenticateRequest, toResponse } from '@lynk-auth/core';
import { openAuthority } from '../tokens/open-authority.ts';
import { welcome } from '../tokens/welcome.ts';
import { answerRequest } from '../web/answer-request.ts';

const { verifier, first } = await openAuthority(createMemoryStore());

Deno.serve(
  {
    hostname: '127.0.0.1',
    port: Number(Deno.env.get('PORT') ?? 4181),
    onListen: ({ hostname, port }) => console.log(welcome(`http://${hostname}:${port}`, first)),
  },
  async (request, { remoteAddr }) => {
    const context = { clientIp: remoteAddr.hostname };
    const judged = await authenticateRequest(request, verifier, { context });
    return judged.ok ? answerRequest(request, judged) : toResponse(judged.answer);
  },
);
