/** One line of a chart: how many times what the floor takes. */
export interface Mark {
  readonly name: string;
  readonly ratio: number;
  /** Whether it is ours. */
  readonly own: boolean;
}

/** What a chart shows. */
export interface Chart {
  readonly title: string;
  readonly subtitle: string;
  /** Marks, in their order; with a heading where there are several groups. */
  readonly groups: readonly { readonly heading?: string; readonly marks: readonly Mark[] }[];
  /** Values of the axis, ascending, the floor's 1 among them. Where they grow tenfold, so does the axis. */
  readonly ticks: readonly number[];
  /** Says when and on what it was measured. */
  readonly note: string;
}
