// Holds a chosen file against the fingerprint on the page. The file is read here and goes nowhere.
const place = document.querySelector<HTMLElement>('[data-verify]');
const input = place?.querySelector('input');
const said = place?.querySelector<HTMLElement>('[role=status]');

// Without a secure context a browser computes no hashes: then the fingerprint is there to be compared by hand.
if (place && input && said && crypto.subtle) {
  place.hidden = false;
  input.addEventListener('change', () => void compare(place, input, said));
}

async function compare(place: HTMLElement, input: HTMLInputElement, said: HTMLElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  const hex = [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const same = place.dataset.verify?.split(' ').includes(hex) ?? false;
  said.dataset.same = String(same);
  said.textContent = `${same ? '✓' : '✗'} ${file.name}: ${(same ? place.dataset.same : place.dataset.different) ?? ''}`;
  input.value = '';
}
