/** A name that runs against the sentence is fenced off (FSI … PDI), so that it cannot pull its neighbours along. */
export function isolated<Name extends string | undefined>(name: Name, direction: 'ltr' | 'rtl'): Name {
  const against = direction === 'ltr' ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
  return name && against.test(name) ? (`\u2068${name}\u2069` as Name) : name;
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LEFT_TO_RIGHT = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;
