// Starts Swagger UI on this server's document, with calls signed by the page and, in the playground, with credentials filled in.
(async () => {
  const { plugin, forThePage, secretOf, fillIn } = globalThis.placetAuthorize;
  const { canSign, signCall } = globalThis.placetSigning;
  const place = document.getElementById('swagger-ui');

  const json = async (url) => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    return answer.json();
  };

  /** Beside the Authorize button: what happens to a call. */
  const STATES = {
    playground: 'Playground: your key and secret are filled in. This page signs every call.',
    ready: 'This page signs every call.',
    empty: 'Give your API key and its signature secret: this page signs every call.',
    insecure: 'This page cannot sign: browsers allow it over https and on localhost only. Open it there to try calls.',
  };

  const explained =
    (filledIn) =>
    (AuthorizeButton, { React, authSelectors }) =>
      function Explained(props) {
        const authorized = authSelectors.authorized()?.size > 0;
        const state = !canSign() ? 'insecure' : !authorized ? 'empty' : filledIn ? 'playground' : 'ready';
        return React.createElement(
          'div',
          { className: `signing ${state}` },
          React.createElement('p', { role: 'status' }, STATES[state]),
          React.createElement(AuthorizeButton, props),
        );
      };

  /** No call leaves a page that cannot sign it. */
  const onlySigned = (Execute, { React }) =>
    function OnlySigned(props) {
      return React.createElement(Execute, { ...props, disabled: props.disabled || !canSign() });
    };

  /**
   * What is under a path of the document, with every reference replaced by what it refers to, and `allOf` by what it comes to.
   * Swagger UI's own resolver reads the whole document anew for each operation that is opened, which takes seconds.
   */
  const resolveSubtree = (whole, path) => {
    const at = (steps) => steps.reduce((part, step) => part?.[step], whole);
    const resolve = (part, within) => {
      if (Array.isArray(part)) return part.map((item) => resolve(item, within));
      if (typeof part !== 'object' || part === null) return part;
      const { $ref } = part;
      if (typeof $ref === 'string' && $ref.startsWith('#/') && !within.includes($ref)) {
        const steps = $ref.slice(2).split('/');
        return { ...resolve(at(steps.map(unescaped)), [...within, $ref]), $$ref: $ref };
      }
      const entries = Object.entries(part).map(([name, value]) => [name, resolve(value, within)]);
      const { allOf, ...beside } = Object.fromEntries(entries);
      // Ours has one member each: a reference with a description of its own.
      return Array.isArray(allOf) ? Object.assign({}, ...allOf, beside) : beside;
    };
    return { spec: resolve(at(path), []), errors: [] };
  };
  const unescaped = (step) => step.replaceAll('~1', '/').replaceAll('~0', '~');

  const { document: address, credentials: source } = place.dataset;
  // Without credentials the page still works: in the playground calls from this machine need none.
  const [served, credentials] = await Promise.all([json(address), source && json(source).catch(() => undefined)]);
  const ui = SwaggerUIBundle({
    spec: forThePage(served, credentials?.ids),
    domNode: place,
    presets: [SwaggerUIBundle.presets.apis],
    plugins: [
      plugin,
      () => ({ fn: { resolveSubtree: async (whole, path) => resolveSubtree(whole, path) } }),
      () => ({ wrapComponents: { authorizeBtn: explained(Boolean(credentials)), execute: onlySigned } }),
    ],
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    displayRequestDuration: true,
    persistAuthorization: false,
    validatorUrl: null,
    requestInterceptor: (request) => (secretOf(ui) ? signCall(request, secretOf(ui)) : request),
  });
  if (credentials) fillIn(ui, credentials);

  const night = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => document.documentElement.classList.toggle('dark-mode', night.matches);
  night.addEventListener('change', follow);
  follow();
})();
