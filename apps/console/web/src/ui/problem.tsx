/** Why something failed. */
export function Problem({ error }: { readonly error: string | null | undefined }) {
  if (error === null || error === undefined) return null;
  return (
    <p className="error" role="alert">
      {error}
    </p>
  );
}
