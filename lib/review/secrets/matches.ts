/** Every match of a global pattern. Most texts have none, and `matchAll` makes a new expression before it looks. */
export const matchesIn = (text: string, pattern: RegExp): readonly RegExpExecArray[] =>
  text.search(pattern) < 0 ? [] : Array.from(text.matchAll(pattern));
