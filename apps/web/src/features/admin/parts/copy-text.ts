/**
 * Puts a text on the clipboard; false when the browser does not let us.
 *
 * A coordinator on a hospital's own network is often reached over plain HTTP,
 * where `navigator.clipboard` does not exist: the selection of a short-lived
 * text box is copied instead.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

function copySelection(text: string): boolean {
  const before = document.activeElement;
  const box = document.createElement('textarea');
  box.value = text;
  box.readOnly = true;
  box.style.position = 'fixed';
  box.style.opacity = '0';
  // Inside an open dialog, because its focus trap takes the focus from anything outside.
  (before?.closest('[role="dialog"]') ?? document.body).append(box);
  box.select();
  const copied = document.execCommand('copy');
  box.remove();
  if (before instanceof HTMLElement) before.focus();
  return copied;
}
