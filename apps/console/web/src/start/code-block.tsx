/** Code that may be wider than the page. It can be scrolled with the keyboard. */
export function CodeBlock({ label, code }: { readonly label: string; readonly code: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable with the keyboard
    <section className="code" aria-label={label} tabIndex={0}>
      <pre>{code}</pre>
    </section>
  );
}
