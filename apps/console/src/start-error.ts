/** Thrown when the console cannot start or a command fails. The message is written for the user. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
