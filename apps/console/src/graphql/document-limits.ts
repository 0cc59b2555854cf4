import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { GraphQLError, ValidationContext, ValidationRule } from 'graphql';
import { maxRootMutationsRule } from './max-root-mutations-rule.ts';

/** What a document may contain: several times what a real client sends, and little enough to run in milliseconds. */
export const limits = {
  /** Bounds every kind of nesting too, since each level needs a token. */
  tokens: 1000,
  characters: 16_384,
  lines: 1000,
  aliases: 10,
  /** Of selection sets and fragments. Introspection has its own limit, in a rule of graphql-js. */
  depth: 10,
  cost: 400,
  rootMutations: 5,
  validationErrors: 20,
} as const;

const report = {
  // By default the rules throw, and the response would have no code.
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** The rules that limit a document. They run before all others, some of which take quadratic time. */
export const limitRules = [
  // `__typename` counts: it costs as much as another field.
  maxAliasesRule({ n: limits.aliases, allowList: [], ...report }),
  maxDepthRule({ n: limits.depth, ...report }),
  costLimitRule({ maxCost: limits.cost, ...report }),
  maxRootMutationsRule(limits.rootMutations),
] as readonly ValidationRule[];
