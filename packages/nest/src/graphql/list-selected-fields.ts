import type { OperationLike, SchemaLike, SelectionSetLike, TypeLike } from './schema-like.ts';

/** A field that an operation selects. */
export interface SelectedField {
  /** The possible parent types: for an interface also its implementations, for an object also its interfaces. */
  readonly types: readonly string[];
  /** Those of `types` that are Query, Mutation or Subscription, at any depth: a payload may have a field of type Query. */
  readonly rootTypes: readonly string[];
  readonly name: string;
}

const OPERATIONS = ['query', 'mutation', 'subscription'] as const;

/**
 * Lists the fields that a validated operation selects. Each fragment is visited once. A field with `@skip` or
 * `@include` counts as selected, whatever its condition.
 */
export function* listSelectedFields({
  schema,
  operation,
  fragments,
}: OperationLike): Iterable<SelectedField> {
  const roots = OPERATIONS.map((each) => schema.getRootType(each as never)?.name);
  const root = schema.getRootType(operation.operation as never);
  const visitedFragments = new Set<string>();
  const pending: [SelectionSetLike, TypeLike | null | undefined][] = [[operation.selectionSet, root]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [{ selections }, type] = next;
    const types = relatedTypes(schema, type);
    const rootTypes = types.filter((each) => roots.includes(each));
    for (const { kind, name, typeCondition, selectionSet } of selections) {
      if (kind === 'FragmentSpread') {
        const fragment = fragments[name?.value ?? ''];
        if (fragment === undefined || visitedFragments.has(name?.value ?? '')) continue;
        visitedFragments.add(name?.value ?? '');
        pending.push([fragment.selectionSet, schema.getType(fragment.typeCondition?.name.value ?? '')]);
      } else if (kind === 'InlineFragment') {
        const condition = typeCondition ? schema.getType(typeCondition.name.value) : type;
        if (selectionSet) pending.push([selectionSet, condition]);
      } else {
        const field = name?.value ?? '';
        yield { types, rootTypes, name: field };
        if (selectionSet) pending.push([selectionSet, namedType(type?.getFields?.()[field]?.type)]);
      }
    }
  }
}

/** Unwraps lists and non-null types. */
function namedType(type: TypeLike | undefined): TypeLike | undefined {
  let named = type;
  while (named?.ofType !== undefined) named = named.ofType;
  return named;
}

/** Returns the names of a type, of its interfaces and of the types that it may resolve to. */
function relatedTypes(schema: SchemaLike, type: TypeLike | null | undefined): readonly string[] {
  if (type == null) return [];
  const isObject = type.getFields !== undefined && !('resolveType' in type);
  const possible = isObject ? [type] : [type, ...schema.getPossibleTypes(type as never)];
  const related = possible.flatMap((each) => [each, ...(each.getInterfaces?.() ?? [])]);
  return [...new Set(related.map(({ name }) => name ?? ''))];
}
