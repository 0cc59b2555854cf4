/** Why the console could not start, or a command could not be carried out: one sentence for a person. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
