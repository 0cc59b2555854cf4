import { redact } from '@lynk-auth/core';
import { createAuthorizer } from '@lynk-auth/core/server';
import {
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  NoSchemaIntrospectionCustomRule,
  specifiedRules,
  validate,
} from 'graphql';
import type { Plugin, GraphQLParams as YogaParams } from 'graphql-yoga';
import type { Context } from './context.ts';
import { limitRules, limits } from './document-limits.ts';
import { neededPermissions } from './needed-permissions.ts';
import { unknownFieldRule } from './unknown-field-rule.ts';

/** Parses and validates documents with limits, and reports unknown fields as the Interlynk API does. */
export function documentRules(introspection: boolean): Plugin<Context> {
  const rules = specifiedRules.map((rule) =>
    rule.name === 'FieldsOnCorrectTypeRule' ? unknownFieldRule : rule,
  );
  if (!introspection) rules.push(NoSchemaIntrospectionCustomRule);
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source, options) => {
        assertSize(typeof source === 'string' ? source : source.body);
        return parseFn(source, { ...options, maxTokens: limits.tokens });
      });
    },
    onValidate({ setValidationFn }) {
      setValidationFn((schema, document) => {
        const exceeded = validate(schema, document, limitRules);
        if (exceeded.length > 0) return exceeded;
        return validate(schema, document, rules, { maxErrors: limits.validationErrors });
      });
    },
  };
}

/** An error looks for its line from the beginning of the document, so the lines are limited as well. */
function assertSize(document: string): void {
  if (document.length > limits.characters) {
    throw new GraphQLError(`Syntax Error: The document has more than ${limits.characters} characters.`);
  }
  if (document.split(/[\n\r]/, limits.lines + 1).length > limits.lines) {
    throw new GraphQLError(`Syntax Error: The document has more than ${limits.lines} lines.`);
  }
}

/** Takes the parameters from the context, where they are validated. */
export function validatedParams(): Plugin<object, Context> {
  return {
    onRequestParse({ serverContext, setRequestParser }) {
      setRequestParser(() => serverContext.params as YogaParams);
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
      const refusal = needed.length === 0 ? null : createAuthorizer(needed, { realm }).refusal(principal);
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
    onResultProcess({ result }) {
      const { errors } = result as ExecutionResult;
      // In place: a new error would search the document for its line again.
      for (const error of errors ?? []) error.message = redact(error.message);
    },
  };
}
