// The types of ofetch that are exposed. Its own need the types of undici, which a user may not have installed.

interface DataOfType {
  readonly arrayBuffer: ArrayBuffer;
  readonly blob: Blob;
  readonly stream: ReadableStream<Uint8Array>;
  readonly text: string;
}

/** How the body of a response is read. `json` reads other types too, by the `Content-Type`. */
export type RawResponseType = 'json' | keyof DataOfType;

/** The data of a response, by its `responseType`. */
export type RawData<Data, Type extends RawResponseType> = Type extends keyof DataOfType
  ? DataOfType[Type]
  : Data;

/** Options of one call: those of `fetch`, and these of ofetch. */
export interface RawOptions<Type extends RawResponseType = 'json'> extends Omit<RequestInit, 'body'> {
  /** An object or a list is sent as JSON. */
  readonly body?:
    | RequestInit['body']
    | Readonly<Record<string, unknown>>
    | readonly unknown[]
    | null
    | undefined;
  /** Parameters for the query string. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** @default the endpoint's origin */
  readonly baseURL?: string | undefined;
  /** @default 'json' */
  readonly responseType?: Type | undefined;
  /**
   * Parses the body of a response.
   * @default by its type
   */
  readonly parseResponse?: ((text: string) => unknown) | undefined;
  /**
   * Resolves with the response of a failed status too.
   * @default false
   */
  readonly ignoreResponseError?: boolean | undefined;
}

/** A response whose body was read. */
export interface RawResponse<Data> extends Response {
  readonly _data?: Data;
}

/** An ofetch instance. Its further options and hooks work too, but are not part of this type. */
export interface RawFetch {
  <Data = unknown, Type extends RawResponseType = 'json'>(
    request: string | Request,
    options?: RawOptions<Type>,
  ): Promise<RawData<Data, Type>>;
  /** Resolves with the whole response. */
  raw<Data = unknown, Type extends RawResponseType = 'json'>(
    request: string | Request,
    options?: RawOptions<Type>,
  ): Promise<RawResponse<RawData<Data, Type>>>;
}
