/** A paragraph broken at spaces into lines of at most `width` characters; a longer word stands alone, whole. */
export function wrapped(paragraph: string, width = 72): string {
  const lines = [''];
  for (const word of paragraph.split(' ')) {
    const last = lines.length - 1;
    const longer = lines[last] === '' ? word : `${lines[last]} ${word}`;
    if (longer.length <= width || lines[last] === '') lines[last] = longer;
    else lines.push(word);
  }
  return lines.join('\n');
}
