/** A code block, with the comment above it. */
export interface Block {
  /** The language after the fence, such as `ts`, or an empty string. */
  readonly language: string;
  readonly code: string;
  /** The line on which the code begins, counted from 1. */
  readonly line: number;
  /** `<!-- kind: text -->` on the line above the fence. */
  readonly marker: { readonly kind: string; readonly text: string } | null;
}

/** The parts of a Markdown file that the tests check. */
export interface Markdown {
  readonly blocks: readonly Block[];
  readonly links: readonly { readonly to: string; readonly line: number }[];
  /** The anchors of the headings, as GitHub creates them. */
  readonly anchors: ReadonlySet<string>;
  /** The code between single backticks. */
  readonly spans: readonly { readonly code: string; readonly line: number }[];
}

const MARKER = /^<!-- ([a-z ]+): (.*) -->$/;

export function readMarkdown(text: string): Markdown {
  const blocks: Block[] = [];
  const links: { to: string; line: number }[] = [];
  const spans: { code: string; line: number }[] = [];
  const anchors = new Set<string>();
  const lines = text.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const text = lines[index] ?? '';
    const line = index + 1;
    const fence = /^(`{3,})(.*)$/.exec(text);
    if (fence !== null) {
      const end = lines.indexOf(fence[1] ?? '', index + 1);
      if (end === -1) throw new Error(`The code block on line ${line} is not closed.`);
      const [, kind, note] = MARKER.exec(lines[index - 1] ?? '') ?? [];
      blocks.push({
        language: fence[2] ?? '',
        code: `${lines.slice(index + 1, end).join('\n')}\n`,
        line: line + 1,
        marker: kind === undefined ? null : { kind, text: note ?? '' },
      });
      index = end;
      continue;
    }
    const heading = /^#{1,6} (.*)$/.exec(text);
    if (heading !== null) addAnchor(anchors, heading[1] ?? '');
    for (const [, code = ''] of text.matchAll(/`([^`]+)`/g)) spans.push({ code, line });
    const rest = text.replace(/`[^`]*`(?!\])/g, '');
    for (const [, to = ''] of rest.matchAll(/\]\(([^)\s]*)\)/g)) links.push({ to, line });
    for (const [, to = ''] of rest.matchAll(/(?:src|srcset|href)="([^"]*)"/g)) links.push({ to, line });
    for (const [to] of rest.matchAll(/(?<![("])\bhttps?:\/\/[^\s)>"]*[^\s)>".,;:]/g))
      links.push({ to, line });
  }
  return { blocks, links, anchors, spans };
}

function addAnchor(anchors: Set<string>, heading: string): void {
  const anchor = heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
  let unique = anchor;
  for (let count = 1; anchors.has(unique); count += 1) unique = `${anchor}-${count}`;
  anchors.add(unique);
}
