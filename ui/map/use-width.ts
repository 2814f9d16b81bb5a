import { type RefCallback, useCallback, useRef, useState } from "react";

/**
 * The width of an element in whole pixels, kept up to date; `initial` until it has been measured.
 * Returns the ref to put on the element, and the width.
 */
export function useWidth(initial: number): [RefCallback<HTMLElement>, number] {
  const [width, setWidth] = useState(initial);
  const observer = useRef<ResizeObserver | null>(null);
  const ref = useCallback(
    (element: HTMLElement | null) => {
      observer.current?.disconnect();
      if (!element) return;
      setWidth(Math.floor(element.clientWidth) || initial);
      observer.current = new ResizeObserver(([entry]) => {
        if (entry && entry.contentRect.width > 0) setWidth(Math.floor(entry.contentRect.width));
      });
      observer.current.observe(element);
    },
    [initial],
  );
  return [ref, width];
}
