/** Something on the map that wants a label; pixels. */
export interface LabelRequest {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Radius of its circle, which labels keep clear of. */
  readonly radius: number;
  readonly text: string;
  /** Greater ones choose first. */
  readonly priority: number;
}

/** Where a label stands: `x`, `y` is the middle of its left edge. */
export interface PlacedLabel {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Width in pixels of a text: an ideograph is one em, a Latin letter of a system font rarely above 0.6 em. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) ems += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 1 : 0.6;
  return ems * fontSize;
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Candidate places around a circle, the best first: right, left, above, below, then the corners. */
function candidates({ x, y, radius }: LabelRequest, width: number, height: number): Box[] {
  const gap = radius + 3;
  const corner = gap * 0.75;
  const lefts: [number, number][] = [
    [x + gap, y - height / 2],
    [x - gap - width, y - height / 2],
    [x - width / 2, y - gap - height],
    [x - width / 2, y + gap],
    [x + corner, y - corner - height],
    [x + corner, y + corner],
    [x - corner - width, y - corner - height],
    [x - corner - width, y + corner],
  ];
  return lefts.map(([left, top]) => ({ left, top, right: left + width, bottom: top + height }));
}

/**
 * Greedy point-feature labelling (Christensen, Marks and Shieber 1995): in order of priority each label takes the
 * first of eight places that touches no other label, no circle and not the edge. Those that find none are left out,
 * so what is returned never overlaps.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  frame: { readonly width: number; readonly height: number },
  fontSize: number,
): PlacedLabel[] {
  const circles = requests.map(({ id, x, y, radius }) => ({
    id,
    box: { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius },
  }));
  const taken: Box[] = [];
  const placed: PlacedLabel[] = [];
  const height = fontSize * 1.25;
  for (const request of [...requests].sort((a, b) => b.priority - a.priority)) {
    const width = textWidth(request.text, fontSize);
    const free = candidates(request, width, height).find(
      (box) =>
        box.left >= 0 &&
        box.top >= 0 &&
        box.right <= frame.width &&
        box.bottom <= frame.height &&
        taken.every((other) => !overlaps(box, other)) &&
        circles.every((circle) => circle.id === request.id || !overlaps(box, circle.box)),
    );
    if (!free) continue;
    taken.push(free);
    placed.push({ id: request.id, x: free.left, y: (free.top + free.bottom) / 2, width, height });
  }
  return placed;
}
