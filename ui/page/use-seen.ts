import { type RefCallback, useCallback, useEffect, useRef, useState } from "react";

/** Milliseconds after which a part is drawn even unseen: for those who print or save the page. */
const patience = 2500;

/**
 * Whether an element has come near the visible part of the page, or the reader has been here for a while; stays true
 * from then on. For parts that are costly to fetch and draw and stand far down.
 */
export function useSeen(): [RefCallback<HTMLElement>, boolean] {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), patience);
    return () => clearTimeout(timer);
  }, []);
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
