import { type RefCallback, useCallback, useRef, useState } from "react";

/**
 * Whether an element has come near the visible part of the page; stays true from then on. For parts that are costly
 * to fetch and draw and stand far down.
 */
export function useSeen(): [RefCallback<HTMLElement>, boolean] {
  const [seen, setSeen] = useState(false);
  const observer = useRef<IntersectionObserver | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (!element) return;
    observer.current = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: "200px" },
    );
    observer.current.observe(element);
  }, []);
  return [ref, seen];
}
