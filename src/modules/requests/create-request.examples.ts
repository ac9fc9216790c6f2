// The bodies that the OpenAPI document shows for POST /v1/request. Each is sent by a test and answered with 201: they use the
// ids of the reference page, which the playground's catalogue has.

const CONSENT_DATA = [
  { label: 'text', type: 'string', value: 'I agree that my travel data is used to book my hotel.' },
];

/** A consulting agreement of one page, 771 bytes. */
const AGREEMENT_PDF = [
  'JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+ZW5kb2JqCjIgMCBvYmo8PC9UeXBlL1BhZ2VzL0tp',
  'ZHNbMyAwIFJdL0NvdW50IDE+PmVuZG9iagozIDAgb2JqPDwvVHlwZS9QYWdlL1BhcmVudCAyIDAgUi9NZWRpYUJveFswIDAgNTk1',
  'IDg0Ml0vUmVzb3VyY2VzPDwvRm9udDw8L0YgNSAwIFI+Pj4+L0NvbnRlbnRzIDQgMCBSPj5lbmRvYmoKNCAwIG9iajw8L0xlbmd0',
  'aCAyNzQ+PnN0cmVhbQpCVCAvRiAyMCBUZiA3MiA3NDAgVGQgKENvbnN1bHRpbmcgYWdyZWVtZW50KSBUagovRiAxMSBUZiAwIC0z',
  'NCBUZCAxNiBUTCAoRXhhbXBsZSBMdGQuIGVuZ2FnZXMgdGhlIHBlcnNvbiB3aG8gc2lnbnMgYmVsb3cgZm9yIHRlbiBkYXlzLCkg',
  'VGoKVCogKGF0IDQwMCBldXJvcyBhIGRheSwgcGFpZCB3aXRoaW4gdGhpcnR5IGRheXMuKSBUagowIC05NiBUZCAoU2lnbmF0dXJl',
  'KSBUaiAyNDAgMCBUZCAoRGF0ZSkgVGogRVQKNzIgNjA4IDE4MCAuNiByZSAzMTIgNjA4IDEyMCAuNiByZSBmCmVuZHN0cmVhbQpl',
  'bmRvYmoKNSAwIG9iajw8L1R5cGUvRm9udC9TdWJ0eXBlL1R5cGUxL0Jhc2VGb250L0hlbHZldGljYT4+ZW5kb2JqCnhyZWYKMCA2',
  'CjAwMDAwMDAwMDAgNjU1MzUgZiAKMDAwMDAwMDAwOSAwMDAwMCBuIAowMDAwMDAwMDUyIDAwMDAwIG4gCjAwMDAwMDAxMDEgMDAw',
  'MDAgbiAKMDAwMDAwMDIxMCAwMDAwMCBuIAowMDAwMDAwNTMxIDAwMDAwIG4gCnRyYWlsZXI8PC9TaXplIDYvUm9vdCAxIDAgUj4+',
  'CnN0YXJ0eHJlZgo1OTIKJSVFT0YK',
].join('');

/** A body for each kind of thing that can be asked, from the shortest to the longest. */
export const CREATE_EXAMPLES = {
  catalogue: {
    summary: 'From the catalogue: the call of the reference page',
    value: {
      contacts: ['user@example.com', '+351912345678'],
      securityLevel: 'CONTACT',
      groupIds: ['507f1f77bcf86cd799439011'],
      resourcesIds: ['507f1f77bcf86cd799439012'],
    },
  },
  inline: {
    summary: 'Inline: a consent and a mandate',
    value: {
      contacts: ['ana@example.com'],
      name: 'Your trip to Lisbon',
      language: 'ENG',
      credentials: [
        { type: 'CONSENT', name: 'Privacy notice', data: CONSENT_DATA },
        {
          type: 'JSON',
          name: 'Hotel payments',
          scope: 'payments.hotel',
          data: [
            { label: 'Maximum amount', type: 'number', value: 250, rule: 'AT_MOST' },
            { label: 'Currency', type: 'string', value: 'EUR', rule: 'EQUAL' },
            { label: 'Budget', type: 'number', value: 1000, rule: 'BUDGET', currency: 'EUR' },
            { label: 'Number of bookings', type: 'number', value: 20, rule: 'MAX_USES' },
            { label: 'Budget and bookings are for', type: 'string', value: 'P1M', rule: 'WINDOW' },
          ],
        },
      ],
    },
  },
  form: {
    summary: 'Inline: a form to fill in',
    value: {
      contacts: ['ana@example.com'],
      credentials: [
        {
          type: 'FORM',
          name: 'Before your trip',
          data: [
            { label: 'Seat', type: 'string', required: true, options: ['Window', 'Aisle', 'No preference'] },
            { label: 'Date of birth', type: 'date', required: true },
            {
              label: 'Emergency contact',
              type: 'object',
              fields: [
                { label: 'Name', type: 'string' },
                { label: 'Telephone', type: 'string' },
              ],
            },
          ],
        },
      ],
    },
  },
  signature: {
    summary: 'A document of the catalogue, with places to sign and date',
    value: {
      contacts: ['ana@example.com'],
      resourcesIds: ['507f1f77bcf86cd799439012'],
      signaturePlacements: [
        {
          resourceId: '507f1f77bcf86cd799439012',
          contact: 'ana@example.com',
          pageIndex: 1,
          x: 13,
          y: 69.8,
          width: 34.5,
          height: 5.7,
        },
        {
          resourceId: '507f1f77bcf86cd799439012',
          contact: 'ana@example.com',
          pageIndex: 1,
          x: 13,
          y: 82.1,
          width: 34.5,
          height: 2.8,
          type: 'DATE',
        },
      ],
    },
  },
  document: {
    summary: 'A PDF of your own, with a place to sign',
    value: {
      contacts: ['ana@example.com'],
      credentials: [
        {
          type: 'DOCUMENT',
          name: 'Consulting agreement',
          data: [{ label: 'pdf', type: 'pdf', value: AGREEMENT_PDF }],
        },
      ],
      signaturePlacements: [
        {
          inlineCredentialIndex: 0,
          contact: 'ana@example.com',
          pageIndex: 0,
          unit: 'POINT',
          x: 72,
          y: 190,
          width: 180,
          height: 42,
        },
      ],
    },
  },
};
