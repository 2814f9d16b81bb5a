import { useEffect, useRef } from "react";

/**
 * Single keys as commands, by their names in lower case, while nobody types: `{ j: next, arrowdown: next }`. Keys with
 * Ctrl, Alt or Meta belong to the browser. Escape counts while typing too.
 */
export function useKeys(commands: Readonly<Record<string, () => void>>, enabled: boolean): void {
  const current = useRef(commands);
  useEffect(() => {
    current.current = commands;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const command = current.current[event.key.toLowerCase()];
      if (!command || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      const target = event.target as HTMLElement;
      const types = target.closest("input, textarea, select, [contenteditable]") !== null;
      if (event.key !== "Escape" && (types || !enabled)) return;
      event.preventDefault();
      command();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [enabled]);
}
