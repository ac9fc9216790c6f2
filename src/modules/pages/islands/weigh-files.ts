/** A file that is too large is said so at once and not sent: the server would refuse it after a long wait. */
export function weighFiles(page: Document): void {
  for (const input of page.querySelectorAll<HTMLInputElement>('input[type=file][data-largest]'))
    input.addEventListener('change', () => {
      const tooLarge = [...(input.files ?? [])].some(({ size }) => size > Number(input.dataset.largest));
      if (tooLarge) input.value = '';
      say(input, tooLarge ? (input.dataset.tooLarge ?? '') : '');
    });
}

/** Above the input, in place of what the server said before, and read aloud. */
function say(input: HTMLInputElement, words: string): void {
  const id = `${input.id}-error`;
  const known = document.getElementById(id);
  const error = known ?? document.createElement('p');
  error.id = id;
  error.className = 'error';
  error.setAttribute('role', 'alert');
  if (!known) input.before(error);
  error.textContent = words;
  error.hidden = words === '';
  input.setAttribute('aria-describedby', words ? `${id} ${input.id}-hint` : `${input.id}-hint`);
  if (words) input.setAttribute('aria-invalid', 'true');
  else input.removeAttribute('aria-invalid');
}
