// What "Authorize" asks for. The document tells what travels: a key, a timestamp, a signature. A person has a key and a
// secret, so the page asks for these two, in one form; the rest is made for each call by sign-calls.js.
(() => {
  const KEY = 'apiKey';
  const SECRET = 'signatureSecret';
  const FIELDS = {
    [KEY]: { title: 'API key', hint: 'Sent with every call, as Authorization: Bearer.' },
    [SECRET]: {
      title: 'Signature secret',
      hint: 'Signs every call here, in this page. It is never sent and never stored.',
    },
  };
  /** Nothing that Swagger UI would put into a call by itself: `in` names no place. */
  const SECRET_SCHEME = { type: 'apiKey', in: 'page', name: SECRET };

  /** Chapters of the introduction that open one by one, so that what can be called is on the first screen. */
  const folded = (introduction) =>
    introduction.replace(
      /^## (.+)\n([\s\S]*?)(?=^## |(?![\s\S]))/gm,
      (_chapter, title, text) => `<details><summary>${title}</summary>\n\n${text.trim()}\n\n</details>\n\n`,
    );

  /** Filled in although it may be left out: without any of its kind the call is refused. */
  const FILLED_IN = { findUser: 'contact' };

  /** What a path names must be there: an example that is not is said, and the field left for the person to fill in. */
  const fillInById = (parameter, ids) => {
    const example = parameter.example ?? parameter.schema.example;
    if (ids.includes(example)) return;
    parameter.description = `**Fill in.** ${parameter.description}`;
    tellExample(parameter);
  };

  /**
   * Says the example of what may be left out, instead of having it filled in: every filter of a list at once would find
   * nothing, and one Idempotency-Key for two different calls would be a mistake.
   */
  const tellExample = (parameter) => {
    const example = parameter.example ?? parameter.schema.example;
    delete parameter.example;
    delete parameter.schema.example;
    if (example !== undefined) parameter.description += ` For example \`${[example].flat().join(',')}\`.`;
  };

  /** The document as this page shows it: the secret in the place of what is made from it. */
  const forThePage = (served, ids = {}) => {
    const shown = structuredClone(served);
    shown.info.description = folded(shown.info.description);
    const { timestamp: _timestamp, signature: _signature, ...schemes } = shown.components.securitySchemes;
    shown.components.securitySchemes = { ...schemes, [SECRET]: SECRET_SCHEME };
    for (const operation of Object.values(shown.paths).flatMap((path) => Object.values(path))) {
      operation.security = operation.security?.map((needs) =>
        'signature' in needs ? { [KEY]: [], [SECRET]: [] } : needs,
      );
      operation.parameters = operation.parameters?.filter(({ name }) => name !== 'X-Signature-Version');
      operation.parameters
        ?.filter(({ name, required }) => !required && name !== FILLED_IN[operation.operationId])
        .forEach(tellExample);
      operation.parameters
        ?.filter((parameter) => parameter.in === 'path')
        .forEach((each) => fillInById(each, ids[operation.tags[0]] ?? []));
    }
    return shown;
  };

  /** One field of the form. Swagger UI hands over what it would give its own, and takes `{name, schema, value}` back. */
  const Credential = ({ React }) =>
    function Credential({ name, schema, authorized, onChange }) {
      const { title, hint } = FIELDS[name];
      const known = authorized?.getIn([name, 'value']);
      const id = `authorize-${name}`;
      const field = React.createElement('input', {
        id,
        type: 'password',
        autoComplete: 'off',
        spellCheck: false,
        'aria-describedby': `${id}-hint`,
        onChange: ({ target }) => onChange({ name, schema, value: target.value.trim() }),
      });
      return React.createElement(
        'div',
        { className: 'credential' },
        React.createElement('label', { htmlFor: id }, title),
        known
          ? React.createElement('output', { id, title: 'Filled in' }, '•'.repeat(12), ` ${known.slice(-4)}`)
          : field,
        React.createElement('p', { id: `${id}-hint` }, hint),
      );
    };

  /** Both fields in one form, wherever it is opened from. */
  const bothAtOnce =
    (_original, { specSelectors, Im }) =>
    () =>
      Im.List([specSelectors.securityDefinitions() ?? Im.Map()]);

  const plugin = (system) => ({
    components: { HttpAuth: Credential(system), apiKeyAuth: Credential(system) },
    statePlugins: { auth: { wrapSelectors: { definitionsToAuthorize: bothAtOnce } } },
  });

  /** What was authorized, or nothing. */
  const valueOf = (ui, name) => ui.authSelectors.authorized()?.getIn([name, 'value']);

  globalThis.placetAuthorize = {
    plugin,
    forThePage,
    secretOf: (ui) => valueOf(ui, SECRET),
    fillIn: (ui, { apiKey, signatureSecret }) => {
      ui.preauthorizeApiKey(KEY, apiKey);
      ui.preauthorizeApiKey(SECRET, signatureSecret);
    },
  };
})();
