/** A node of a parsed GraphQL document. */
export interface DocumentNode {
  readonly kind: string;
  readonly [key: string]: unknown;
}

const each = (
  nodes: unknown,
  separator: string,
  [open, close]: readonly [string, string] = ['', ''],
): string => {
  const list = (nodes ?? []) as readonly DocumentNode[];
  return list.length === 0 ? '' : `${open}${list.map(printDocument).join(separator)}${close}`;
};
const maybe = (before: string, node: unknown): string =>
  node ? before + printDocument(node as DocumentNode) : '';
const common = (node: DocumentNode): string =>
  each(node['directives'], '', ['', '']) + maybe('', node['selectionSet']);

/** Prints a parsed document. Supports what is sent to an API: operations and fragments. */
export function printDocument(node: DocumentNode): string {
  const { kind, name, value, type } = node;
  const called = maybe('', name);
  switch (kind) {
    case 'Document':
      return each(node['definitions'], '\n');
    case 'OperationDefinition':
      return `${node['operation']} ${called}${each(node['variableDefinitions'], ',', ['(', ')'])}${common(node)}`;
    case 'FragmentDefinition':
      return `fragment ${called} on ${maybe('', node['typeCondition'])}${common(node)}`;
    case 'SelectionSet':
      return each(node['selections'], ' ', ['{', '}']);
    case 'Field': {
      const alias = node['alias'] ? `${maybe('', node['alias'])}:` : '';
      return `${alias}${called}${each(node['arguments'], ',', ['(', ')'])}${common(node)}`;
    }
    case 'FragmentSpread':
      return `...${called}${common(node)}`;
    case 'InlineFragment':
      return `...${maybe('on ', node['typeCondition'])}${common(node)}`;
    case 'VariableDefinition':
      return `${maybe('', node['variable'])}:${maybe('', type)}${maybe('=', node['defaultValue'])}${common(node)}`;
    case 'Directive':
      return `@${called}${each(node['arguments'], ',', ['(', ')'])} `;
    case 'Argument':
    case 'ObjectField':
      return `${called}:${maybe('', value)}`;
    case 'Variable':
      return `$${called}`;
    case 'ListType':
      return `[${maybe('', type)}]`;
    case 'NonNullType':
      return `${maybe('', type)}!`;
    case 'NamedType':
      return called;
    case 'StringValue':
      return JSON.stringify(value);
    case 'ListValue':
      return `[${each(node['values'], ',')}]`;
    case 'ObjectValue':
      return `{${each(node['fields'], ',')}}`;
    case 'NullValue':
      return 'null';
    // Name, IntValue, FloatValue, BooleanValue, EnumValue.
    default:
      return String(value);
  }
}
