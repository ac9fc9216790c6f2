import { EVIDENCE_LANGUAGES, evidenceWords } from './evidence-words';
import { identifiedText } from './identified-text';
import type { Identified } from './sealing-facts';

const byBank: Identified = {
  ...{ basis: 'PLATFORM', provider: 'bank', providerKind: 'OIDC', verifiedAt: '2026-05-02T14:02:11.000Z' },
  ...{ issuer: 'https://login.bank.example', acr: 'loa:high', documentCountry: 'PRT', documentType: 'ID_CARD' },
};

describe('How a person was identified', () => {
  it('says by whom, when, how surely and from which country the document is', () => {
    expect(identifiedText(byBank, evidenceWords('ENG'))).toBe(
      'an identity provider (bank), Saturday, May 2, 2026 at 02:02 PM UTC, loa:high, PRT',
    );
  });

  it('names no provider where the person confirmed what was on file', () => {
    const onFile: Identified = {
      ...byBank,
      basis: 'ON_FILE',
      provider: 'on-file',
      providerKind: 'ON_FILE',
      acr: undefined,
    };
    const text = identifiedText(onFile, evidenceWords('ENG'));
    expect(text).toContain('the identity on file with the organization, confirmed by this person, Saturday');
    expect(text).not.toContain('on-file');
  });

  it.each(EVIDENCE_LANGUAGES)('is said in %s, and that a playground identifies nobody', (language) => {
    const words = evidenceWords(language);
    const kinds = ['ON_FILE', 'SCRIPTED', 'OIDC', 'WALLET', 'REVIEW'] as const;
    const said = kinds.map((providerKind) => identifiedText({ ...byBank, providerKind }, words));
    expect(new Set(said).size).toBe(kinds.length);
    for (const text of said) expect(text).toContain('loa:high');
  });
});
