// cspell:ignore Schemable froms
import {
  AliasNode,
  type CreateIndexNode,
  type FromNode,
  type IdentifierNode,
  type InsertQueryNode,
  type JoinNode,
  type KyselyPlugin,
  type OperationNode,
  OperationNodeTransformer,
  type ReferenceNode,
  type SchemableIdentifierNode,
  TableNode,
  type UpdateQueryNode,
} from 'kysely';

/**
 * Creates a plugin that writes a prefix before the name of every table and index. In a query, a table keeps its own name as
 * its alias, so that the references to its columns stay as they are.
 */
export function createPrefixPlugin(prefix: string): KyselyPlugin {
  const transformer = new PrefixTransformer(prefix);
  return {
    transformQuery: ({ node, queryId }) => transformer.transformNode(node, queryId),
    transformResult: async ({ result }) => result,
  };
}

type QueryId = Parameters<OperationNodeTransformer['transformNode']>[1];

class PrefixTransformer extends OperationNodeTransformer {
  readonly #prefix: string;
  /** Kysely transforms a subquery alone, and again as a part of its query. */
  readonly #prefixed = new WeakSet<IdentifierNode>();

  constructor(prefix: string) {
    super();
    this.#prefix = prefix;
  }

  /** The name of a table, or of an index that is dropped. */
  protected override transformSchemableIdentifier(node: SchemableIdentifierNode): SchemableIdentifierNode {
    return { ...node, identifier: this.#addPrefix(node.identifier) };
  }

  protected override transformCreateIndex(node: CreateIndexNode, queryId: QueryId): CreateIndexNode {
    return { ...super.transformCreateIndex(node, queryId), name: this.#addPrefix(node.name) };
  }

  /** A column, whose table is an alias. */
  protected override transformReference(node: ReferenceNode): ReferenceNode {
    return node;
  }

  protected override transformFrom(node: FromNode, queryId: QueryId): FromNode {
    return { ...node, froms: node.froms.map((table) => this.#transformSource(table, queryId)) };
  }

  protected override transformJoin(node: JoinNode, queryId: QueryId): JoinNode {
    return { ...super.transformJoin(node, queryId), table: this.#transformSource(node.table, queryId) };
  }

  protected override transformInsertQuery(node: InsertQueryNode, queryId: QueryId): InsertQueryNode {
    const { into, ...transformed } = super.transformInsertQuery(node, queryId);
    return into === undefined ? transformed : { ...transformed, into: this.#addAlias(node.into, into) };
  }

  protected override transformUpdateQuery(node: UpdateQueryNode, queryId: QueryId): UpdateQueryNode {
    const { table, ...transformed } = super.transformUpdateQuery(node, queryId);
    return table === undefined ? transformed : { ...transformed, table: this.#addAlias(node.table, table) };
  }

  #addPrefix(node: IdentifierNode): IdentifierNode {
    if (this.#prefixed.has(node)) return node;
    const prefixed = { ...node, name: `${this.#prefix}${node.name}` };
    this.#prefixed.add(prefixed);
    return prefixed;
  }

  #transformSource(node: OperationNode, queryId: QueryId): OperationNode {
    return this.#addAlias(node, this.transformNode(node, queryId));
  }

  /** @param transformed The same table with the prefix. */
  #addAlias<Node extends OperationNode>(node: OperationNode | undefined, transformed: Node): Node {
    if (node === undefined || !TableNode.is(node)) return transformed;
    // The types of Kysely allow no alias here, but its compiler and SQLite do.
    return AliasNode.create(transformed, node.table.identifier) as OperationNode as Node;
  }
}
