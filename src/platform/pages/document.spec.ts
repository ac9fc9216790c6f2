import { h } from 'preact';
import { Document, renderDocument } from './document';
import { baseStylesheet, tokensStylesheet } from './stylesheet';

describe('a document', () => {
  const html = renderDocument(
    h(
      Document,
      {
        language: 'ar',
        direction: 'rtl',
        title: '</title><script>alert(1)</script>',
        stylesheets: ['/a.css'],
        scripts: ['/a.js'],
        children: null,
      },
      h('main', null, '<img src=x onerror=alert(1)>'),
    ),
  );

  it('says its language and direction', () => expect(html).toMatch(/^<!doctype html>\n<html lang="ar" dir="rtl">/));

  it('escapes what it is given', () => {
    expect(html).not.toContain('<img');
    expect(html.match(/<script/g)).toHaveLength(1);
  });

  it('brings its icon along, in letters that every policy and every attribute takes', () => {
    const [, icon] = /<link rel="icon" type="image\/svg\+xml" href="data:image\/svg\+xml,([\w%.!~*'()-]+)"/.exec(html)!;
    expect(decodeURIComponent(icon)).toMatch(/^<svg xmlns='http:\/\/www.w3.org\/2000\/svg'.*<\/svg>$/);
  });

  it('carries no inline script or style', () =>
    expect(html).not.toMatch(/<style|style=|<script(?! src="\/a\.js" defer)/));
});

it('states every token twice, for light and dark', () => {
  const css = tokensStylesheet('#e30613');
  for (const name of [
    'page',
    'surface',
    'inset',
    'text',
    'quiet',
    'line',
    'edge',
    'good',
    'bad',
    'accent',
    'on-accent',
    'accent-text',
  ])
    expect(css.match(new RegExp(`--${name}: #[0-9a-f]{6};`, 'g'))).toHaveLength(2);
  expect(baseStylesheet()).toContain('--sans: system-ui');
});
