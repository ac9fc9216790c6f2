// Keeps the list fresh, tells times in the reader's zone, and lets the mail's frame be as high as the mail.
// Everything works without it: the list then reloads by itself, times are UTC, the frame scrolls.
(() => {
  const SECONDS_BETWEEN_LOOKS = 2;
  const NEAR_THE_TOP = 120;

  const tellTimes = (root) => {
    const today = new Date().toDateString();
    for (const time of root.querySelectorAll('time')) {
      const date = new Date(time.dateTime);
      if (Number.isNaN(date.getTime())) continue;
      const clock = date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
      const day = date.toLocaleDateString([], { day: 'numeric', month: 'short' });
      time.textContent = date.toDateString() === today ? clock : `${day}, ${clock}`;
      time.title = date.toLocaleString();
    }
  };

  const fitFrame = (frame) => {
    const fit = () => {
      const inside = frame.contentDocument?.documentElement;
      if (!inside) return;
      frame.style.height = '0';
      frame.style.height = `${inside.scrollHeight + 2}px`;
    };
    frame.addEventListener('load', fit);
    window.addEventListener('resize', fit);
    fit();
  };

  const keepFresh = (entries, news) => {
    const show = (fresh) => {
      entries.replaceWith(fresh);
      entries = fresh;
      tellTimes(entries);
      news.replaceChildren();
    };

    /** Nothing moves under a finger: whoever has scrolled or is on an entry is told, and decides. */
    const offer = (fresh) => {
      const button = document.createElement('button');
      button.className = 'button';
      button.textContent = 'Show new messages';
      button.addEventListener('click', () => {
        show(fresh);
        window.scrollTo({ top: 0 });
      });
      news.replaceChildren(button);
    };

    const look = async () => {
      const listing = await fetch(location.href, { headers: { accept: 'application/json' } });
      if (!listing.ok) return;
      const { data, totalCount } = await listing.json();
      const { newest, total } = entries.dataset;
      if (data[0]?.id === newest && String(totalCount) === total) return;
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), 'text/html');
      const fresh = page.getElementById('entries');
      if (!fresh) return;
      const undisturbed = window.scrollY < NEAR_THE_TOP && !entries.contains(document.activeElement);
      (undisturbed ? show : offer)(document.adoptNode(fresh));
    };

    setInterval(() => {
      if (document.visibilityState === 'visible') look().catch(() => undefined);
    }, SECONDS_BETWEEN_LOOKS * 1000);
  };

  tellTimes(document);
  document.querySelectorAll('iframe').forEach(fitFrame);
  const entries = document.getElementById('entries');
  if (entries) keepFresh(entries, document.querySelector('.news'));
})();
