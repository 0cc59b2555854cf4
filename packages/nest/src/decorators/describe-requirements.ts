import { SetMetadata, type Type } from '@nestjs/common';
import { type ModulesContainer, Reflector } from '@nestjs/core';
import { isHttpHandler, listHandlers } from '../module/list-handlers.ts';
import { describeSuccess } from './describe-success.ts';
import { type Alternatives, joinPermissions, readPermissions, type Target } from './read-requirements.ts';

/** The metadata keys that @nestjs/swagger reads. It need not be installed. */
const RESPONSES = 'swagger/apiResponse';
const SECURITY = 'swagger/apiSecurity';

/** The name of the security scheme that `DocumentBuilder.addBearerAuth()` defines. */
const SCHEME = 'bearer';

const reflector = new Reflector();

/**
 * Describes what `@RequirePermission` requires for the document of `@nestjs/swagger`: the security scheme, and the
 * responses 401 and 403. The application's own decorators take precedence.
 */
export function describeRequirements(modules: ModulesContainer): void {
  for (const { owner, name, method } of listHandlers(modules)) {
    if (!isHttpHandler(method)) continue;
    const ofClass = readPermissions(owner);
    if (ofClass.length > 0) describe(owner, ofClass);
    const ofMethod = readPermissions(method);
    if (ofMethod.length > 0) describe(method, joinPermissions(ofClass, ofMethod), owner, name);
  }
}

/** Describes a class, or a method of a class. */
function describe(target: Target, permissions: readonly Alternatives[], owner?: Type, name = ''): void {
  const described = reflector.get<object | undefined>(RESPONSES, target);
  if (described !== undefined && '401' in described && '403' in described) return;
  const responses: object = {
    401: { description: 'There is no valid token.' },
    403: {
      description: `The token lacks a permission. Required: ${permissions.map(listAlternatives).join(', ')}.`,
    },
    ...described,
  };
  // A handler that has responses gets no default one.
  if (owner !== undefined && described === undefined) describeSuccess(responses, owner, name);
  SetMetadata(RESPONSES, responses)(target);
  const hasSecurity = [target, owner].some((each) => each && reflector.get(SECURITY, each) !== undefined);
  if (!hasSecurity) SetMetadata(SECURITY, [{ [SCHEME]: [] }])(target);
}

const listAlternatives = (alternatives: Alternatives): string =>
  alternatives.length === 1 ? alternatives.join() : `one of (${alternatives.join(', ')})`;
