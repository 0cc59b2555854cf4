import type { IncomingMessage } from 'node:http';
import type { Failure, MemberView, Store } from '@lynk-auth/authority';
import { statusOfReason } from '@lynk-auth/authority/http';
import { createErrorResponse } from '@lynk-auth/core/server';
import { z } from 'zod';
import { readBody } from '../http/read-body.ts';
import type { SendLink } from '../notices/create-link-sender.ts';
import { StartError } from '../start-error.ts';
import { type Caller, type CallerSources, findCaller } from './find-caller.ts';
import { errorReply, jsonReply, type Reply } from './reply.ts';
import { isOwnOrigin } from './request-facts.ts';

/** Options of {@link createConsoleEndpoints}. */
export interface ConsoleEndpointOptions extends CallerSources {
  readonly store: Store;
  readonly origins: readonly string[];
  /** Sends one-time links by mail; `null` if no mail server is configured. */
  readonly sendLink: SendLink | null;
}

/** Serves a request below `/console`. */
export type ConsoleEndpoints = (request: IncomingMessage, path: string) => Promise<Reply>;

const BODY_LIMIT = 4096;

const invitation = z.strictObject({
  email: z.email().max(254),
  name: z.string().max(100).optional(),
  roleId: z.string().min(1).max(200),
});

const LINK_PATH = /^\/console\/members\/([^/]+)\/link$/;

/**
 * Creates the endpoints for what only the console has, because it has passwords: which members have none yet, invitations, and
 * links for a new password. JSON with the cookie of a session, like the management API.
 */
export function createConsoleEndpoints(options: ConsoleEndpointOptions): ConsoleEndpoints {
  const { store, identities, origins, sendLink } = options;

  return async (request, path) => {
    const isList = path === '/console/invited';
    const isInvitation = path === '/console/invitations';
    const userId = LINK_PATH.exec(path)?.[1];
    if (!isList && !isInvitation && userId === undefined) return createErrorResponse('not_found');
    const method = isList ? 'GET' : 'POST';
    if (request.method !== method) return createErrorResponse('method_not_allowed', { allow: method });
    if (!isList && !isOwnOrigin(request, origins)) return createErrorResponse('forbidden');
    const caller = await findCaller(options, request);
    if (caller === null) return createErrorResponse('unauthorized');
    if (isList) return listInvited(caller);
    return userId === undefined ? invite(caller, request) : createLink(caller, decode(userId));
  };

  /** Lists the members who have not set a password yet. */
  async function listInvited({ management }: Caller): Promise<Reply> {
    const found = await management.listMembers();
    if (!found.ok) return failureReply(found);
    const known = await identities.listUsersWithPassword();
    const invited = found.members.filter(({ userId }) => !known.has(userId));
    return jsonReply(200, { userIds: invited.map(({ userId }) => userId) });
  }

  async function invite({ management, organizationId }: Caller, request: IncomingMessage): Promise<Reply> {
    const input = await readJson(request, invitation);
    if ('status' in input) return input;
    const email = input.value.email.toLowerCase();
    const self = await management.getSelf();
    if (!self.ok) return failureReply(self);
    // Before the address is compared: who may not invite does not learn who is a member.
    if (!self.permissions.includes(self.rights.addMembers)) return createErrorResponse('forbidden');
    const members = await store.listMembers(organizationId);
    if (members.some((each) => each.email?.toLowerCase() === email)) {
      return errorReply(409, { code: 'CONFLICT', message: 'A member has this email address already.' });
    }
    const name = input.value.name?.trim() || undefined;
    const added = await management.addMember({ email, name, roleId: input.value.roleId });
    return added.ok ? linkReply(added.member, 'invitation') : failureReply(added);
  }

  /**
   * Creates a link with which a member sets a new password. Who has it can log in as the member, so it needs the right to change
   * members and every permission of the member.
   */
  async function createLink({ management }: Caller, userId: string): Promise<Reply> {
    const found = await management.getMember(userId);
    if (!found.ok) return failureReply(found);
    const self = await management.getSelf();
    if (!self.ok) return failureReply(self);
    const needed = [self.rights.changeMembers, ...found.member.role.permissions];
    if (!needed.every((each) => self.permissions.includes(each))) return createErrorResponse('forbidden');
    return linkReply(found.member, 'newPassword');
  }

  async function linkReply(member: MemberView, kind: Parameters<SendLink>[2]): Promise<Reply> {
    try {
      const link = await identities.createCode(member);
      return jsonReply(201, { member, ...link, mailed: await mail(member, link.code, kind) });
    } catch (error) {
      if (!(error instanceof StartError)) throw error;
      return errorReply(409, { code: 'CONFLICT', message: error.message });
    }
  }

  /** Sends the link by mail too. Returns whether that was done: otherwise its creator sends it in another way. */
  async function mail(member: MemberView, code: string, kind: Parameters<SendLink>[2]): Promise<boolean> {
    return (
      sendLink?.(member, code, kind).then(
        () => true,
        () => false,
      ) ?? false
    );
  }
}

const failureReply = ({ reason, message }: Failure): Reply =>
  errorReply(statusOfReason[reason], { code: reason.toUpperCase(), message });

/** Reads a body of JSON, after the request was authenticated. */
async function readJson<Schema extends z.ZodType>(
  request: IncomingMessage,
  schema: Schema,
): Promise<{ readonly value: z.output<Schema> } | Reply> {
  if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? '')) {
    return createErrorResponse('unsupported_media_type');
  }
  const body = await readBody(request, BODY_LIMIT);
  if (!body.ok) {
    return createErrorResponse(body.reason === 'too_large' ? 'content_too_large' : 'bad_request');
  }
  try {
    const read = schema.safeParse(JSON.parse(body.text));
    if (read.success) return { value: read.data };
    const field = String(read.error.issues[0]?.path[0] ?? 'input');
    return errorReply(400, { code: 'INVALID', message: `The field ${field} is not valid.` });
  } catch {
    return createErrorResponse('bad_request');
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
