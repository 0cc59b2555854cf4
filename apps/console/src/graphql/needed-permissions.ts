import {
  type DocumentNode,
  type GraphQLDirective,
  type GraphQLSchema,
  getDirectiveValues,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * Collects the permissions that an operation needs, from `@needs` on the fields that it selects. A field with `@skip` or
 * `@include` counts, whatever the condition is.
 *
 * @param schema The schema, with its directives.
 * @param document A valid document.
 * @param operation The operation of the document to run.
 * @returns The keys of the permissions, without duplicates.
 */
export function neededPermissions(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly string[] {
  const directive = schema.getDirective('needs') as GraphQLDirective;
  const permissions = new Set<string>();
  const seen = new Set<string>();
  const pending: DocumentNode['definitions'][number][] = [operation];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const types = new TypeInfo(schema);
    visit(
      node,
      visitWithTypeInfo(types, {
        Field() {
          const field = types.getFieldDef()?.astNode;
          const values = field ? getDirectiveValues(directive, field) : undefined;
          if (values !== undefined) permissions.add(String(values['permission']));
        },
        FragmentSpread({ name }) {
          if (seen.has(name.value)) return;
          seen.add(name.value);
          const fragment = document.definitions.find(
            (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value,
          );
          if (fragment !== undefined) pending.push(fragment);
        },
      }),
    );
  }
  return [...permissions];
}
