/** Text as it is searched: without accents, case, ligatures nor spaces between digits. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('’', "'")
    .replaceAll(/(?<=\d)[\s.](?=\d)/gu, '');
}

/** Every word of `text` somewhere in `haystack`, which is folded already. */
export function matches(haystack: string, text: string): boolean {
  return fold(text)
    .split(/\s+/u)
    .every((word) => haystack.includes(word));
}
