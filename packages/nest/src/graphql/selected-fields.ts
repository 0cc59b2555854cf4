import type { OperationLike, SchemaLike, SelectionSetLike, TypeLike } from './schema-like.ts';

/** A field that an operation selects. */
export interface SelectedField {
  /** The types that it may be a field of: an interface is also what implements it, and the reverse. */
  readonly types: readonly string[];
  readonly name: string;
  /** Whether it is a field of Query, Mutation or Subscription. */
  readonly isRoot: boolean;
}

/**
 * Lists what a valid operation selects, each place once. A field behind `@skip` or `@include` counts:
 * what is asked for must be allowed.
 */
export function* selectedFields({ schema, operation, fragments }: OperationLike): Iterable<SelectedField> {
  const root = schema.getRootType(operation.operation as never);
  const seen = new Set<string>();
  const pending: [SelectionSetLike, TypeLike | null | undefined][] = [[operation.selectionSet, root]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [{ selections }, type] = next;
    const types = relatedTypes(schema, type);
    for (const { kind, name, typeCondition, selectionSet } of selections) {
      if (kind === 'FragmentSpread') {
        const fragment = fragments[name?.value ?? ''];
        if (fragment === undefined || seen.has(name?.value ?? '')) continue;
        seen.add(name?.value ?? '');
        pending.push([fragment.selectionSet, schema.getType(fragment.typeCondition?.name.value ?? '')]);
      } else if (kind === 'InlineFragment') {
        const condition = typeCondition ? schema.getType(typeCondition.name.value) : type;
        if (selectionSet) pending.push([selectionSet, condition]);
      } else {
        const field = name?.value ?? '';
        yield { types, name: field, isRoot: type === root };
        if (selectionSet) pending.push([selectionSet, namedType(type?.getFields?.()[field]?.type)]);
      }
    }
  }
}

/** The type below lists and non-nulls. */
function namedType(type: TypeLike | undefined): TypeLike | undefined {
  let named = type;
  while (named?.ofType !== undefined) named = named.ofType;
  return named;
}

/** The names of a type, of what it implements, and of what it may turn out to be. */
function relatedTypes(schema: SchemaLike, type: TypeLike | null | undefined): readonly string[] {
  if (type == null) return [];
  const isObject = type.getFields !== undefined && !('resolveType' in type);
  const possible = isObject ? [type] : [type, ...schema.getPossibleTypes(type as never)];
  const related = possible.flatMap((each) => [each, ...(each.getInterfaces?.() ?? [])]);
  return [...new Set(related.map(({ name }) => name ?? ''))];
}
