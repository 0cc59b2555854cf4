/** A node of a parsed GraphQL document. */
export interface DocumentNode {
  readonly kind: string;
  readonly [key: string]: unknown;
}

/** Prints a node, or a list of them separated by spaces, between two strings; nothing if it is absent or empty. */
function show(value: unknown, before = '', after = ''): string {
  const nodes = (Array.isArray(value) ? value : value ? [value] : []) as readonly DocumentNode[];
  return nodes.length === 0 ? '' : before + nodes.map(printDocument).join(' ') + after;
}

/** Prints a parsed document. Supports what is sent to an API: operations and fragments. */
export function printDocument(node: DocumentNode): string {
  const { kind, operation, value, values, fields, typeCondition } = node;
  const name = show(node['name']);
  const type = show(node['type']);
  const args = show(node['arguments'], '(', ')');
  const rest = show(node['directives'], ' ') + show(node['selectionSet']);
  switch (kind) {
    case 'Document':
      return show(node['definitions']);
    case 'OperationDefinition':
      return `${operation} ${name}${show(node['variableDefinitions'], '(', ')')}${rest}`;
    case 'FragmentDefinition':
      return `fragment ${name}${show(typeCondition, ' on ')}${rest}`;
    case 'SelectionSet':
      return show(node['selections'], '{', '}');
    case 'Field':
      return show(node['alias'], '', ':') + name + args + rest;
    case 'FragmentSpread':
    case 'InlineFragment':
      return `...${name}${show(typeCondition, 'on ')}${rest}`;
    case 'VariableDefinition':
      return `${show(node['variable'])}:${type}${show(node['defaultValue'], '=')}${rest}`;
    case 'Directive':
      return `@${name}${args}`;
    case 'Argument':
    case 'ObjectField':
      return `${name}:${show(value)}`;
    case 'Variable':
      return `$${name}`;
    case 'ListType':
      return `[${type}]`;
    case 'NonNullType':
      return `${type}!`;
    case 'NamedType':
      return name;
    case 'StringValue':
      return JSON.stringify(value);
    case 'ListValue':
      return `[${show(values)}]`;
    case 'ObjectValue':
      return `{${show(fields)}}`;
    case 'NullValue':
      return 'null';
    // Name, IntValue, FloatValue, BooleanValue, EnumValue.
    default:
      return String(value);
  }
}
