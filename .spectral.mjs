// The second judge of openapi.json (`npm run api`), beside redocly.yaml: Spectral's own rules and OWASP's.
// docs/openapi.md says what both want of a DTO. What is switched off or narrowed here has its reason beside it.
import { oas } from '@stoplight/spectral-rulesets';
import owasp from '@stoplight/spectral-owasp-ruleset';

/** An example is not a schema: data fields have a `type` of their own, which these rules would take for a schema's. */
const withoutExamples = (name, type) => ({
  [name]: { ...owasp.rules[name], given: `$..[?(@ && @.type=="${type}" && !@path.match(/\\['examples?'\\]/))]` },
});

export default {
  extends: [oas, owasp],
  rules: {
    ...withoutExamples('owasp:api4:2023-string-limit', 'string'),
    // Names, descriptions, your own ids, contacts: text that people write. A pattern that admits all of it says nothing;
    // the server refuses NUL and lone surrogates everywhere, and every length is limited.
    'owasp:api4:2023-string-restricted': 'off',
    // Asking, sending a code and whatever is open to everybody is limited and declares its 429; a test knows which these
    // are. The rest needs a key, every list has a page, and who runs the server knows its callers. A 429 that never comes
    // is no help.
    'owasp:api4:2023-rate-limit-responses-429': 'off',
  },
  overrides: [
    {
      // Whoever holds a credential must be able to check it: these are for everybody, limited by address.
      files: ['dids~1%7Bdid%7D', 'status~1%7BlistId%7D', 'health'].map(
        (path) => `openapi.json#/paths/~1v1~1via~1${path}/get`,
      ),
      rules: {
        'owasp:api2:2023-read-restricted': 'off',
        'owasp:api8:2023-define-error-responses-401': 'off',
      },
    },
    {
      // It takes nothing that could be wrong.
      files: ['openapi.json#/paths/~1v1~1via~1health/get/responses'],
      rules: { 'owasp:api8:2023-define-error-validation': 'off' },
    },
    {
      // Nothing about this body can be wrong: its bytes are what is explained.
      files: ['openapi.json#/paths/~1v1~1debug~1signature/post/responses'],
      rules: { 'owasp:api8:2023-define-error-validation': 'off' },
    },
  ],
};
