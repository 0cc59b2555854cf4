import type { Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { PERMISSIONS_METADATA, PUBLIC_METADATA } from './tokens.ts';

/** A class, or a method of one. */
export type Target = Type | ((...args: never[]) => unknown);

/** What the decorators of a handler and of its class ask of who calls it. */
export interface Demand {
  /** All that is needed, each once. */
  readonly permissions: readonly string[];
  /** Whether it may be nobody. */
  readonly isPublic: boolean;
}

const reflector = new Reflector();

/** The permissions that one decorated thing asks for. */
export const permissionsOf = (target: Target): readonly string[] =>
  reflector.get<readonly string[] | undefined>(PERMISSIONS_METADATA, target) ?? [];

/** Whether one decorated thing is public. */
export const isPublic = (target: Target): boolean => reflector.get<boolean>(PUBLIC_METADATA, target) === true;

/** Reads the decorators of a handler and of its class: both sets of permissions are needed. */
export function demandOf(handler: Target, owner: Target): Demand {
  const permissions = [...new Set([...permissionsOf(owner), ...permissionsOf(handler)])];
  // A permission is somebody's, so one that is asked for outweighs that nobody may ask.
  return { permissions, isPublic: permissions.length === 0 && (isPublic(handler) || isPublic(owner)) };
}
