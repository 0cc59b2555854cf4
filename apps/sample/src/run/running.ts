/** A running wiring. */
export interface Running {
  readonly address: string;
  /** The pipeline's token. */
  readonly token: string;
  /** Resolves when its process exits, if it has one, with the signal that ended it. */
  readonly ended?: Promise<NodeJS.Signals | null>;
  stop(): Promise<void>;
}

/** Options of {@link Start}. */
export interface StartOptions {
  /** The port. 0 selects any free port. */
  readonly port: number;
  /** Writes messages for the user. */
  readonly print: (text: string) => void;
}

/** Starts a wiring. */
export type Start = (options: StartOptions) => Promise<Running>;
