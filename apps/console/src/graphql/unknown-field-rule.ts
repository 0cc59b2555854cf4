import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';

/**
 * Reports an unknown field as the Interlynk API does, instead of graphql-js's message. The error path leads through the
 * document and begins with `query` or `query Name`.
 */
export function unknownFieldRule(context: ValidationContext): ASTVisitor {
  const path: string[] = [];
  const leave = () => {
    path.pop();
  };
  return {
    OperationDefinition: {
      enter: ({ operation, name }) => {
        path.push(name === undefined ? operation : `${operation} ${name.value}`);
      },
      leave,
    },
    FragmentDefinition: {
      enter: ({ name }) => {
        path.push(`fragment ${name.value}`);
      },
      leave,
    },
    InlineFragment: {
      enter: ({ typeCondition }) => {
        path.push(typeCondition === undefined ? '...' : `... on ${typeCondition.name.value}`);
      },
      leave,
    },
    Field: {
      enter(node) {
        path.push((node.alias ?? node.name).value);
        const type = context.getParentType();
        if (!type || context.getFieldDef()) return;
        const fieldName = node.name.value;
        const error = new GraphQLError(`Field '${fieldName}' doesn't exist on type '${type.name}'`, {
          nodes: node,
          path: [...path],
          extensions: { code: 'undefinedField', typeName: type.name, fieldName },
        });
        context.reportError(error);
      },
      leave,
    },
  };
}
