// The parts of graphql-js that are used here. The types are structural, so graphql is not a dependency.

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

/** A field, an inline fragment or a fragment spread. */
export interface SelectionLike {
  readonly kind: string;
  readonly name?: NameLike | undefined;
  readonly typeCondition?: { readonly name: NameLike } | undefined;
  readonly selectionSet?: SelectionSetLike | undefined;
}

/** The selections between braces. */
export interface SelectionSetLike {
  readonly selections: readonly SelectionLike[];
}

/** An operation or a fragment definition. */
export interface DefinitionLike extends SelectionLike {
  readonly operation?: string;
  readonly selectionSet: SelectionSetLike;
}

/** A validated operation, as resolvers and server plugins receive it. */
export interface OperationLike {
  readonly schema: SchemaLike;
  readonly operation: DefinitionLike;
  /** Fragment definitions, by name. */
  readonly fragments: Readonly<Record<string, DefinitionLike | undefined>>;
}
