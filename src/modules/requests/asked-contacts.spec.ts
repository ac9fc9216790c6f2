import { askedContacts } from './asked-contacts';

describe('The contacts of a request', () => {
  it('collapse when they repeat, however they are written, in the order of their first', () => {
    const { contacts, errors } = askedContacts(
      ['+351 912 345 678', 'ANA@example.com', 'ben@example.com', 'ana@example.com ', '00351912345678'],
      null,
    );
    expect(contacts.map(({ value }) => value)).toEqual(['+351912345678', 'ana@example.com', 'ben@example.com']);
    expect(errors).toEqual([]);
  });

  it('are named by their place when they are none', () => {
    const { contacts, errors } = askedContacts(['ana@example.com', 'nobody', '912345678'], null);
    expect(contacts).toHaveLength(1);
    expect(errors.map(({ field }) => field)).toEqual(['contacts[1]', 'contacts[2]']);
    expect(errors[1].message).toBe('contacts[2] needs a country code, e.g. +351912345678');
  });

  it('may leave out the country code where the organization has one', () => {
    expect(askedContacts(['912345678'], 'PT').contacts).toEqual([{ type: 'PHONE', value: '+351912345678' }]);
  });

  it('that nothing here reaches are named by their place, each time they are written', () => {
    const noSms = (type: 'EMAIL' | 'PHONE') => (type === 'PHONE' ? 'this server sends no SMS' : null);
    const { errors } = askedContacts(['ana@example.com', '+351912345678', '00351912345678'], null, noSms);
    expect(errors.map(({ field }) => field)).toEqual(['contacts[1]', 'contacts[2]']);
    expect(errors[0].message).toBe('contacts[1] (+351912345678) cannot be reached, because this server sends no SMS');
  });
});
