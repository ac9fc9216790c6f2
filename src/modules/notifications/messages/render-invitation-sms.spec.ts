import { anInvitation } from './an-invitation.fixture';
import { smsSize, withoutCostlyAccents } from './gsm7';
import { renderInvitationSms } from './render-invitation-sms';

describe('an invitation by SMS', () => {
  it('is who asks, the code, and the link on a line of its own, in one segment', () => {
    const { text } = renderInvitationSms(anInvitation());
    expect(text).toBe(
      'Acme Hotels asks for your answer.\nCode: 482915 (until 2 May, 14:00 UTC)\nhttps://placet.example.org/link/6f1e0c9a2b7d4e5f8a901234',
    );
    expect(smsSize(text)).toEqual({ encoding: 'GSM-7', segments: 1 });
  });

  it('says of a new code that it is one', () =>
    expect(renderInvitationSms(anInvitation({ kind: 'new-code' })).text).toMatch(/^Your new code for Acme Hotels\./));

  it('drops the accents that would halve the room', () => {
    const { text } = renderInvitationSms(
      anInvitation({ language: 'PRT', organization: { name: 'Condomínio São João' } }),
    );
    expect(text).toMatch(/^Condominio Sao Joao pede a sua resposta\.\nCodigo: 482915/);
    expect(smsSize(text).encoding).toBe('GSM-7');
  });

  it.each(['Ж', 'あ', 'W', '^', '👩\u200d👩\u200d👧'])('fits two segments with an organization named %s', (letter) => {
    const { text } = renderInvitationSms(anInvitation({ language: 'PRT', organization: { name: letter.repeat(200) } }));
    expect(text).toContain('482915');
    if (letter.length === 1) expect(smsSize(text).segments).toBeLessThanOrEqual(2);
  });
});

describe('the size of an SMS', () => {
  it.each([
    ['', 'GSM-7', 1],
    ['a'.repeat(160), 'GSM-7', 1],
    ['a'.repeat(161), 'GSM-7', 2],
    ['€'.repeat(80), 'GSM-7', 1],
    ['€'.repeat(81), 'GSM-7', 2],
    ['a'.repeat(306), 'GSM-7', 2],
    ['a'.repeat(307), 'GSM-7', 3],
    ['Ж'.repeat(70), 'UCS-2', 1],
    ['Ж'.repeat(71), 'UCS-2', 2],
  ])('of %j', (text, encoding, segments) => expect(smsSize(text)).toEqual({ encoding, segments }));

  it('is not saved by accents when the script needs room anyway', () =>
    expect(withoutCostlyAccents('Ação Ж')).toBe('Ação Ж'));
});
