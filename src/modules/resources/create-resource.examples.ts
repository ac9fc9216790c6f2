// The bodies that the OpenAPI document shows for POST /v1/resource. Each is sent by a test and answered with 201.

/** A supplier agreement of one page, 581 bytes. */
export const AGREEMENT_PDF = [
  'JVBERi0xLjQKMSAwIG9iajw8L1R5cGUvQ2F0YWxvZy9QYWdlcyAyIDAgUj4+IGVuZG9iagoyIDAgb2JqPDwvVHlwZS9QYWdlcy9LaWRzWzMgMC',
  'BSXS9Db3VudCAxPj4gZW5kb2JqCjMgMCBvYmo8PC9UeXBlL1BhZ2UvUGFyZW50IDIgMCBSL01lZGlhQm94WzAgMCA1OTUgODQyXS9SZXNvdXJj',
  'ZXM8PC9Gb250PDwvRiA1IDAgUj4+Pj4vQ29udGVudHMgNCAwIFI+PiBlbmRvYmoKNCAwIG9iajw8L0xlbmd0aCA4Mj4+c3RyZWFtCkJUIC9GID',
  'IwIFRmIDcyIDc0MCBUZCAoU3VwcGxpZXIgYWdyZWVtZW50KSBUaiAvRiAxMSBUZiAwIC00MCBUZCAoU2lnbmF0dXJlKSBUaiBFVAplbmRzdHJl',
  'YW0gZW5kb2JqCjUgMCBvYmo8PC9UeXBlL0ZvbnQvU3VidHlwZS9UeXBlMS9CYXNlRm9udC9IZWx2ZXRpY2E+PiBlbmRvYmoKeHJlZgowIDYKMD',
  'AwMDAwMDAwMCA2NTUzNSBmIAowMDAwMDAwMDA5IDAwMDAwIG4gCjAwMDAwMDAwNTMgMDAwMDAgbiAKMDAwMDAwMDEwMyAwMDAwMCBuIAowMDAw',
  'MDAwMjEzIDAwMDAwIG4gCjAwMDAwMDAzNDAgMDAwMDAgbiAKdHJhaWxlcjw8L1NpemUgNi9Sb290IDEgMCBSPj4Kc3RhcnR4cmVmCjQwMgolJU',
  'VPRgo=',
].join('');

/** A body for each type, in its simple form. */
export const RESOURCE_EXAMPLES = {
  consent: {
    summary: 'A consent with a link',
    value: {
      type: 'CONSENT',
      name: 'Terms of service',
      content: 'I have read the terms of service and agree to them.',
      consentUrl: 'https://example.com/terms',
      internalId: 'terms-7',
    },
  },
  form: {
    summary: 'A form',
    value: {
      type: 'FORM',
      name: 'About you',
      content: [
        { label: 'Company', type: 'string', required: true },
        { label: 'Payment', type: 'string', options: ['Invoice', 'Card'] },
      ],
    },
  },
  mandate: {
    summary: 'A mandate, field by field',
    value: {
      type: 'JSON',
      name: 'Hotel payments',
      scope: 'payments.hotel',
      data: [
        { label: 'Maximum amount', type: 'number', value: 250 },
        { label: 'Currency', type: 'string', value: 'EUR' },
      ],
    },
  },
  document: {
    summary: 'A document',
    value: { type: 'DOCUMENT', name: 'Supplier agreement', content: AGREEMENT_PDF },
  },
};
