// A file may be dropped anywhere on the page: it is put into the form, which is sent as ever.
const form = document.querySelector<HTMLFormElement>('form[data-check]');
const chosen = form?.querySelector<HTMLInputElement>('input[type=file]');
const hint = form?.querySelector<HTMLElement>('[data-drop]');

if (form && chosen && hint) {
  hint.hidden = false;
  addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.dataset.dropping = '';
  });
  for (const over of ['dragleave', 'drop', 'dragend'])
    addEventListener(over, () => delete document.body.dataset.dropping);
  addEventListener('drop', (event) => {
    event.preventDefault();
    const { files } = event.dataTransfer ?? {};
    if (files?.length !== 1) return;
    chosen.files = files;
    form.requestSubmit();
  });
}
