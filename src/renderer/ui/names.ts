/** Names of people where there is little room. */

/**
 * A name within so many letters where that can be: words in the middle become initials, from the left, for families and
 * middle names are shared by thousands and the given name, which stands last, is what a person is called by.
 */
export function nameWithin(name: string, letters: number): string {
  const words = name.split(' ');
  for (let at = 1; at < words.length - 1 && words.join(' ').length > letters; at += 1) {
    const [initial] = words[at] ?? '';
    words[at] = `${initial ?? ''}.`;
  }
  return words.join(' ');
}
