/** One line of a chart: a ratio to the floor. */
export interface Mark {
  readonly name: string;
  readonly ratio: number;
  /** The interval in which the ratio lies. */
  readonly interval: { readonly low: number; readonly high: number };
  /** Whether it is a package of this repository. */
  readonly own: boolean;
}

/** The content of a chart. */
export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  /** The marks in order, with a heading if there are several groups. */
  readonly groups: readonly { readonly heading?: string; readonly marks: readonly Mark[] }[];
  /** The ticks of the logarithmic axis, ascending and including 1, the floor. */
  readonly ticks: readonly number[];
  /** The date and the machine of the measurement. */
  readonly note: string;
}
