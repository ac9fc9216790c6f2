// What the playground's demo organization has on its shelves: five resources and the groups that hold them.
// The ids are fixed so that links, examples and tests survive a fresh start; two of them are those of the reference page.
import type {
  ConsentOptions,
  DocumentOptions,
  FormOptions,
  GroupOptions,
  JsonOptions,
  OrganizationOptions,
} from '../../../migrations/seeds/support';

export const DEMO_SLUG = 'demo';

export const demoOrganization = {
  id: '6964b8103b1d76b1c3000001',
  name: 'Meridian Travel, Lda.',
  colour: '#1f5f6b',
  language: 'ENG',
  codeDelivery: 'SEND_AND_RETURN',
} satisfies OrganizationOptions;

/*
 * Where the lines are drawn, as placements in percent of the page (x, y, width, height).
 *   page index 1, the declarant:    SIGNATURE 13, 69.8, 34.5, 5.7 | NAME 13, 77.4, 34.5, 2.8 | DATE 13, 82.1, 34.5, 2.8
 *   page index 1, parent/guardian:  the same with x 52.6
 *   page index 0:                   INITIALS 75.9, 89.3, 11.2, 2.8
 */
export const identityDocument = {
  id: '507f1f77bcf86cd799439012',
  name: 'Identity Document',
  internalId: 'internal-12345',
  description: 'A declaration by a traveller of who they are, for airlines, hotels and border officers to rely on.',
  file: 'identity-document.pdf',
} satisfies DocumentOptions;

/*
 *   page index 1, the supplier:     SIGNATURE 13, 65.9, 34.5, 5.7 | NAME 13, 73.6, 34.5, 2.8 | TEXT (company and position)
 *                                   13, 78.3, 34.5, 2.8 | DATE 13, 83.0, 34.5, 2.8
 *   page index 1, Meridian Travel:  the same with x 52.6
 *   page index 0:                   INITIALS 63.3, 89.3, 11.2, 2.8 and 75.9, 89.3, 11.2, 2.8
 */
export const mutualNda = {
  id: '6964bf183b1d76b1c3000002',
  name: 'Mutual Non-Disclosure Agreement',
  internalId: 'nda-mutual-2026',
  description: 'Two pages that let a supplier and Meridian Travel show each other their rates and plans in confidence.',
  file: 'mutual-nda.pdf',
} satisfies DocumentOptions;

const privacyText = [
  'Meridian Travel, Lda., of Lisbon, asks for your permission to keep a travel profile for you, so that each new journey does not have to start from nothing.',
  'What we keep: your name, date of birth and contact details; the document you travel with; what you like in seats, rooms and meals; and, only if you choose to tell us, needs that concern your health.',
  'What we do with it: we make your bookings, look after you on the way, and answer you when you write. We do not sell your data, we do not use it for advertising, and no computer decides anything important about you on its own.',
  'Who else sees it: the airlines, hotels, insurers and authorities that need it for your journey, and the companies that run our systems under contract. If you travel outside the European Economic Area, some of it has to go there with you.',
  'How long: until two years after your last journey. Invoices stay for ten, because tax law says so.',
  'Your choice: you may say no and still travel with us. You may change your mind at any time, and ask to see, correct, move or delete your data, by writing to privacy@meridian.example. If you are unhappy with our answer, you may complain to the data protection authority, the CNPD.',
].join('\n\n');

export const privacyConsent = {
  id: '6964c1e83b1d76b1c3000003',
  name: 'Privacy and data protection',
  internalId: 'privacy-2026',
  description: 'Permission to keep a travel profile, in plain words.',
  text: privacyText,
  url: 'https://meridian.example/privacy',
} satisfies ConsentOptions;

export const travellerOnboarding = {
  id: '6964c74c3b1d76b1c3000004',
  name: 'Traveller onboarding',
  internalId: 'onboarding-traveller',
  description: 'What we need to know before your first journey. It takes about three minutes.',
  questions: [
    { label: 'Full name, as printed in your passport or identity card', type: 'string', value: null, required: true },
    { label: 'What should we call you?', type: 'string', value: null, required: false },
    { label: 'Date of birth', type: 'date', value: null, required: true },
    {
      label: 'Seat preference',
      type: 'string',
      value: null,
      required: true,
      options: ['Window', 'Aisle', 'No preference'],
    },
    {
      label: 'Dietary needs',
      type: 'array',
      value: null,
      required: false,
      options: ['Vegetarian', 'Vegan', 'Halal', 'Kosher', 'Gluten-free', 'Lactose-free', 'No nuts', 'No shellfish'],
    },
    { label: 'I need step-free access', type: 'boolean', value: null, required: false },
    { label: 'How many nights a year do you expect to be away?', type: 'number', value: null, required: false },
    {
      label: 'Loyalty programmes',
      type: 'array',
      value: null,
      required: false,
      fields: [
        { label: 'Programme', type: 'string', value: null, required: true },
        { label: 'Membership number', type: 'string', value: null, required: true },
      ],
    },
    {
      label: 'Emergency contact',
      type: 'object',
      value: null,
      required: true,
      fields: [
        { label: 'Name', type: 'string', value: null, required: true },
        {
          label: 'Relationship to you',
          type: 'string',
          value: null,
          required: true,
          options: ['Partner', 'Parent', 'Child', 'Brother or sister', 'Friend', 'Colleague'],
        },
        { label: 'Telephone, with country code', type: 'string', value: null, required: true },
        { label: 'Speaks English', type: 'boolean', value: null, required: false },
      ],
    },
    { label: 'Link to your company’s travel policy', type: 'url', value: null, required: false },
  ],
} satisfies FormOptions;

export const hotelMandate = {
  id: '6964cad03b1d76b1c3000005',
  name: 'Hotel payment mandate',
  internalId: 'mandate-hotel-2026',
  description: 'Lets Meridian Travel book and pay for hotels on your behalf, within the limits below and no further.',
  scope: 'payments.hotel',
  fields: [
    { label: 'Maximum amount per booking', type: 'number', value: 450, rule: 'AT_MOST' },
    { label: 'Currency', type: 'string', value: 'EUR', rule: 'EQUAL' },
    {
      label: 'Merchant categories',
      type: 'array',
      value: ['7011 Hotels, motels and resorts', '7033 Campsites and holiday parks'],
      rule: 'ONE_OF',
    },
    { label: 'Valid cities', type: 'array', value: ['Lisbon', 'Porto', 'Madrid', 'Paris', 'Berlin'], rule: 'ONE_OF' },
    { label: 'Agent may rebook', type: 'boolean', value: true },
    { label: 'Policy version', type: 'string', value: '2026-01', hidden: true },
  ],
} satisfies JsonOptions;

/** The same mandate a version later: counted by the month, so that an agent can spend under it. */
export const hotelMandateWithBudget = {
  ...hotelMandate,
  fields: [
    ...hotelMandate.fields.slice(0, 2),
    { label: 'Budget', type: 'number', value: 3000, rule: 'BUDGET', currency: 'EUR' },
    { label: 'Number of bookings', type: 'number', value: 20, rule: 'MAX_USES' },
    { label: 'Budget and bookings are for', type: 'string', value: 'P1M', rule: 'WINDOW' },
    ...hotelMandate.fields.slice(2),
  ],
} satisfies JsonOptions;

export const identityGroup = {
  id: '507f1f77bcf86cd799439011',
  name: 'Identity',
  description: 'Who the traveller is, signed.',
  of: ['identity-document'],
} satisfies GroupOptions;

export const newTravellerGroup = {
  id: '696609903b1d76b1c3000006',
  name: 'New traveller',
  description: 'What a traveller agrees to and tells us before the first journey.',
  of: ['privacy', 'traveller-onboarding'],
} satisfies GroupOptions;

export const supplierGroup = {
  id: '69660a803b1d76b1c3000007',
  name: 'Supplier onboarding',
  description: 'What a hotel or carrier signs before we share rates with each other.',
  of: ['mutual-nda', 'privacy'],
} satisfies GroupOptions;

export const everythingGroup = {
  id: '69660bac3b1d76b1c3000008',
  name: 'Everything',
  description: 'One of each kind, to see how they look side by side.',
  of: ['identity-document', 'mutual-nda', 'privacy', 'traveller-onboarding', 'hotel-mandate'],
} satisfies GroupOptions;
