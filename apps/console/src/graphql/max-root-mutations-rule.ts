import {
  type ASTVisitor,
  GraphQLError,
  Kind,
  OperationTypeNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/**
 * Creates a rule that limits how many mutations an operation runs, in fragments too. Each of them writes to the database.
 *
 * @param limit The largest number of mutations.
 */
export const maxRootMutationsRule =
  (limit: number) =>
  (context: ValidationContext): ASTVisitor => ({
    OperationDefinition(node) {
      if (node.operation !== OperationTypeNode.MUTATION) return;
      const names = new Set<string>();
      collectNames(context, node.selectionSet, names, new Set());
      if (names.size <= limit) return;
      context.reportError(new GraphQLError(`Syntax Error: Limit of ${limit} mutations exceeded.`));
    },
  });

/** Collects the names under which a selection set responds. Fields with the same name are merged, and run once. */
function collectNames(
  context: ValidationContext,
  { selections }: SelectionSetNode,
  names: Set<string>,
  seen: Set<string>,
): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) names.add((selection.alias ?? selection.name).value);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      collectNames(context, selection.selectionSet, names, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = context.getFragment(selection.name.value);
      if (fragment) collectNames(context, fragment.selectionSet, names, seen);
    }
  }
}
