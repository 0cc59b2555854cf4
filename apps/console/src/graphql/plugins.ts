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

/** More than any document of a real client has; keeps the validation of a hostile one short. */
const MAX_TOKENS = 5000;

/** Parses and validates with limits, and speaks of unknown fields in the API's own words. */
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

/** Refuses the whole operation where one permission is missing, before any of it runs. */
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

/** Notes an error that nobody expected: the answer is then 500, and none of it leaves the house. */
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

/** graphql-js quotes the values that it refuses: a token that went into the wrong argument must not come back. */
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
