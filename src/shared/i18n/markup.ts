/** A stretch of a text: plain, emphasised (`<b>…</b>`) or a key cap (`<k>F5</k>`). */
export interface TextPart {
  readonly kind: 'plain' | 'strong' | 'key';
  readonly text: string;
}

const pattern = /<(b|k)>(.*?)<\/\1>/gs;

/** Splits a text at its marks. Marks do not nest; anything that is not a complete mark stays as it is. */
export function splitMarkup(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > from) parts.push({ kind: 'plain', text: text.slice(from, match.index) });
    parts.push({ kind: match[1] === 'b' ? 'strong' : 'key', text: match[2] ?? '' });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'plain', text: text.slice(from) });
  return parts;
}

/** The text without its marks, for labels that are read out. */
export function plainText(text: string): string {
  return splitMarkup(text)
    .map((part) => part.text)
    .join('');
}
