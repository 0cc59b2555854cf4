/** A wiring that listens. */
export interface Running {
  readonly address: string;
  /** The pipeline's token. */
  readonly token: string;
  /** Settles when its process has ended, where it has one of its own; with the signal that did it. */
  readonly ended?: Promise<NodeJS.Signals | null>;
  stop(): Promise<void>;
}

/** What a start is told. */
export interface StartOptions {
  /** The port; 0 for any that is free. */
  readonly port: number;
  /** Where a person reads. */
  readonly print: (text: string) => void;
}

/** Starts a wiring. */
export type Start = (options: StartOptions) => Promise<Running>;
