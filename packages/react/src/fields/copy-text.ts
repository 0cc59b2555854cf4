/**
 * Copies a text that is on the page. The clipboard of the browser exists on https and localhost only; elsewhere the text is
 * selected and copied as a person would, which works on plain http and needs no element outside of a dialog.
 *
 * @param element The element that shows the text.
 * @param text The text.
 * @returns Whether it was copied. If not, it is selected.
 */
export async function copyText(element: HTMLElement, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(element, text);
  }
}

function copySelected(element: HTMLElement, text: string): boolean {
  const selection = getSelection();
  selection?.selectAllChildren(element);
  let copied = false;
  const onCopy = (event: ClipboardEvent) => {
    // Exactly the text, without the line breaks of its layout.
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    copied = event.clipboardData !== null;
  };
  document.addEventListener('copy', onCopy, { capture: true });
  try {
    return document.execCommand('copy') && copied;
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true });
  }
}
