import type { Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PERMISSIONS_METADATA, PUBLIC_METADATA } from '../tokens.ts';

/** A class, or a method of a class. */
export type Target = Type | ((...args: never[]) => unknown);

/** Permissions of which a principal needs one. A permission that is required by itself is a list of one. */
export type Alternatives = readonly string[];

/** What the decorators of a handler and of its class require of a request. */
export interface Requirements {
  /** All of them must be met. Without duplicates. */
  readonly permissions: readonly Alternatives[];
  /** Whether a request without credentials is accepted. */
  readonly isPublic: boolean;
}

const reflector = new Reflector();

/** Returns the permissions that the decorators of one class or method require. */
export const readPermissions = (target: Target): readonly Alternatives[] =>
  reflector.get<readonly Alternatives[] | undefined>(PERMISSIONS_METADATA, target) ?? [];

/** Joins required permissions without duplicates. */
export const joinPermissions = (...lists: readonly (readonly Alternatives[])[]): readonly Alternatives[] => [
  // A permission has no blank.
  ...new Map(lists.flat().map((alternatives) => [alternatives.toSorted().join(' '), alternatives])).values(),
];

/** Returns whether one class or method is decorated with `@Public()`. */
export const isPublic = (target: Target): boolean => reflector.get<boolean>(PUBLIC_METADATA, target) === true;

/** Reads the decorators of a handler and of its class. The permissions of both are required. */
export function readRequirements(handler: Target, owner: Target): Requirements {
  const permissions = joinPermissions(readPermissions(owner), readPermissions(handler));
  // Only a principal has permissions, so a required permission takes precedence over @Public().
  return { permissions, isPublic: permissions.length === 0 && (isPublic(handler) || isPublic(owner)) };
}
