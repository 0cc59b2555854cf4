/** Throws the message unless the command succeeded. */
export function assertOk(outcome: { readonly ok: boolean }, message: string): void {
  if (!outcome.ok) throw new Error(message);
}
