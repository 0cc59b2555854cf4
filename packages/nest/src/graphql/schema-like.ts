// As much of graphql as is used here; structural, so that an application without GraphQL needs none.

/** A type of a schema. */
export interface TypeLike {
  readonly name?: string;
  readonly ofType?: TypeLike;
  getFields?(): Readonly<Record<string, { readonly type?: TypeLike } | undefined>>;
  getInterfaces?(): readonly TypeLike[];
}

/** A schema. */
export interface SchemaLike {
  getType(name: string): TypeLike | null | undefined;
  getRootType(operation: never): TypeLike | null | undefined;
  isAbstractType?: never;
  getPossibleTypes(type: never): readonly TypeLike[];
}

interface NameLike {
  readonly value: string;
}

/** A field, an inline fragment, or the place of a named one. */
export interface SelectionLike {
  readonly kind: string;
  readonly name?: NameLike | undefined;
  readonly typeCondition?: { readonly name: NameLike } | undefined;
  readonly selectionSet?: SelectionSetLike | undefined;
}

/** What is between braces. */
export interface SelectionSetLike {
  readonly selections: readonly SelectionLike[];
}

/** A definition of a document: an operation, or a fragment. */
export interface DefinitionLike extends SelectionLike {
  readonly operation?: string;
  readonly selectionSet: SelectionSetLike;
}

/** An operation that is about to run, as resolvers and plugins of servers see it. */
export interface OperationLike {
  readonly schema: SchemaLike;
  readonly operation: DefinitionLike;
  /** By name. */
  readonly fragments: Readonly<Record<string, DefinitionLike | undefined>>;
}
