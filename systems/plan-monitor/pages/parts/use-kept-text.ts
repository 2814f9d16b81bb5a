import { useState } from "react";

/** A text being written, kept on this device under a name until it is sent: a reload or a lost connection loses none. */
export function useKeptText(name: string): readonly [string, (text: string) => void] {
  const key = `midreach.text.${name}`;
  const [text, setText] = useState(() => read(key));
  const keep = (next: string) => {
    setText(next);
    try {
      if (next === "") localStorage.removeItem(key);
      else localStorage.setItem(key, next);
    } catch {
      // A browser without storage still sends; it only cannot keep.
    }
  };
  return [text, keep];
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}
