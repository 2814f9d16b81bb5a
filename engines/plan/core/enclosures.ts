/** A run of a text between an opening mark and the mark that closes it, both included; UTF-16 units. */
export interface Enclosure {
  readonly start: number;
  readonly end: number;
}

/**
 * The outermost quotations and brackets of a text, in order. `pairs` names kinds of marks: each a string of opening and a
 * string of closing marks, full-width and half-width of one kind together. A mark that nothing closes, or that closes
 * nothing, encloses nothing: a forgotten mark must not swallow the rest of a paragraph. Takes time in proportion to the
 * text, whatever the text.
 */
export function findEnclosures(text: string, pairs: readonly (readonly [string, string])[]): Enclosure[] {
  const openings = new Map(pairs.flatMap(([open], kind) => [...open].map((mark) => [mark, kind] as const)));
  const closings = new Map(pairs.flatMap(([, close], kind) => [...close].map((mark) => [mark, kind] as const)));
  const stack: { readonly kind: number; readonly start: number }[] = [];
  const open = pairs.map(() => 0);
  const found: Enclosure[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const mark = text.charAt(index);
    const opened = openings.get(mark);
    if (opened !== undefined) {
      stack.push({ kind: opened, start: index });
      open[opened] = (open[opened] ?? 0) + 1;
      continue;
    }
    const kind = closings.get(mark);
    if (kind === undefined || open[kind] === 0) continue;
    // What was opened within and is still open was never closed.
    for (let top = stack.pop(); top; top = stack.pop()) {
      open[top.kind] = (open[top.kind] ?? 1) - 1;
      if (top.kind !== kind) continue;
      while ((found.at(-1)?.start ?? -1) > top.start) found.pop();
      found.push({ start: top.start, end: index + 1 });
      break;
    }
  }
  return found;
}
