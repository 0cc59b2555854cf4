import { redact } from '@lynk-auth/core';
import { createAuthorizer } from '@lynk-auth/core/server';
import {
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from './context.ts';
import { neededPermissions } from './needed-permissions.ts';
import { unknownFieldRule } from './unknown-field-rule.ts';

/** More than any real document has. Limits the time to validate a hostile one. */
const MAX_TOKENS = 5000;

/** Parses and validates documents with limits, and reports unknown fields as the Interlynk API does. */
export function documentRules(introspection: boolean): Plugin<Context> {
  const rules = specifiedRules.map((rule) =>
    rule.name === 'FieldsOnCorrectTypeRule' ? unknownFieldRule : rule,
  );
  if (!introspection) rules.push(NoSchemaIntrospectionCustomRule);
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => parseFn(source, { ...options, maxTokens: MAX_TOKENS }));
    },
    onValidate({ validateFn, setValidationFn }) {
      setValidationFn((schema, document) => validateFn(schema, document, rules));
    },
  };
}

/** Rejects the whole operation before it runs if a permission is missing. */
export function permissions(): Plugin<Context> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const { principal, realm, outcome } = args.contextValue;
      const operation = getOperationAST(args.document, args.operationName);
      const needed = operation ? neededPermissions(args.schema, args.document, operation) : [];
      const refusal = needed.length === 0 ? null : createAuthorizer(needed, realm).refusal(principal);
      if (refusal === null) return;
      outcome.refusal = refusal;
      setResultAndStopExecution({});
    },
  };
}

/** Records an unexpected error. The response is then 500, without any details. */
export function unexpectedErrors(): Plugin<Context> {
  return {
    onExecute({ args }) {
      return {
        onExecuteDone({ result }) {
          const { errors } = result as ExecutionResult;
          const unexpected = errors?.find(
            ({ originalError }) => originalError && !(originalError instanceof GraphQLError),
          );
          if (unexpected !== undefined) args.contextValue.outcome.failure = unexpected.originalError;
        },
      };
    },
  };
}

/** Redacts error messages, because graphql-js quotes rejected values: a token in the wrong argument must not be echoed. */
export function redactedErrors(): Plugin<Context> {
  return {
    onResultProcess({ result, setResult }) {
      const { errors } = result as ExecutionResult;
      if (errors === undefined) return;
      setResult({ ...result, errors: errors.map(redactedError) } as typeof result);
    },
  };
}

function redactedError({ message, nodes, source, positions, path, extensions }: GraphQLError): GraphQLError {
  return new GraphQLError(redact(message), {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions,
  });
}
