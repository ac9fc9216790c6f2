/** A form is sent once, however often its button is pressed; a page that comes back from the browser's memory is fresh. */
export function sendOnce(page: Document): void {
  const main = page.getElementById('page');
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-once]')) {
    form.addEventListener('submit', (event) => {
      if (form.dataset.sent !== undefined) return event.preventDefault();
      if (!navigator.onLine) {
        event.preventDefault();
        return say(form, main?.dataset.offline);
      }
      form.dataset.sent = '';
      form.setAttribute('aria-busy', 'true');
      say(form, main?.dataset.sending);
    });
  }
  addEventListener('pageshow', () => {
    for (const form of page.querySelectorAll<HTMLFormElement>('form[data-sent]')) {
      delete form.dataset.sent;
      form.removeAttribute('aria-busy');
      form.querySelector('.said')?.remove();
    }
  });
}

/** Below the button that was pressed, and read aloud. */
function say(form: HTMLFormElement, words = ''): void {
  const said = form.querySelector<HTMLElement>('.said') ?? document.createElement('p');
  said.className = 'said';
  said.setAttribute('role', 'status');
  const button = [...form.querySelectorAll<HTMLElement>('.button')].find((each) => each === document.activeElement);
  if (!said.isConnected) (button ?? form.querySelector('.button') ?? form.lastElementChild)?.after(said);
  said.textContent = words;
}
