// Files and forms of no runtime's class, as libraries and test environments have their own.

class UnreadableBlob {
  readonly size: number = 7;
  readonly type: string = '';
  readonly [Symbol.toStringTag]: string = 'Blob';

  slice() {
    return this;
  }
}

class ForeignFile extends UnreadableBlob {
  override readonly [Symbol.toStringTag] = 'File';
  readonly name: string;
  override readonly size: number;
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(text: string, name: string) {
    super();
    this.#bytes = new TextEncoder().encode(text);
    this.name = name;
    this.size = this.#bytes.length;
  }

  async arrayBuffer() {
    return this.#bytes.buffer;
  }

  stream() {
    return new Blob([this.#bytes]).stream();
  }
}

class ForeignForm {
  readonly [Symbol.toStringTag] = 'FormData';
  readonly #fields: Map<string, unknown>;

  constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = new Map(Object.entries(fields));
  }

  append(name: string, value: unknown) {
    this.#fields.set(name, value);
  }

  getAll(name: string) {
    return [this.#fields.get(name)];
  }

  entries() {
    return this.#fields.entries();
  }

  forEach(each: (value: unknown, name: string) => void) {
    this.#fields.forEach(each);
  }

  [Symbol.iterator]() {
    return this.#fields.entries();
  }
}

/** Creates a `File`. */
export const foreignBlob = (text: string, name = 'file'): Blob =>
  new ForeignFile(text, name) as unknown as Blob;

/** Creates a `Blob` that has no method to read it, like that of jsdom. */
export const unreadableBlob = (): Blob => new UnreadableBlob() as unknown as Blob;

/** Creates a `FormData`. */
export const foreignForm = (fields: Readonly<Record<string, unknown>>): FormData =>
  new ForeignForm(fields) as unknown as FormData;

/** A form of the package `form-data`: a stream of the time before async iterators. */
class LegacyForm {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  pipe<T extends { write(text: string): void; end(): void }>(destination: T): T {
    destination.write(this.#text);
    destination.end();
    return destination;
  }

  on() {
    return this;
  }

  once() {
    return this;
  }

  toString() {
    return '[object FormData]';
  }
}

/** Creates a form of the package `form-data`. */
export const legacyForm = (text: string): unknown => new LegacyForm(text);

/** Creates a web stream. */
export const webStream = (text: string): ReadableStream<Uint8Array> =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
