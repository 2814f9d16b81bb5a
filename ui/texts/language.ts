import type { Text } from "@midreach/kernel/contracts";
import { useSyncExternalStore } from "react";
import { overwriteGetLocale } from "./generated/runtime.js";

/** Languages of the product; Chinese is the default. */
export type Language = "zh" | "en";

const storageKey = "midreach.language";
const listeners = new Set<() => void>();
let current: Language = "zh";

overwriteGetLocale(() => current);

/**
 * The language of a visit: what the address asks for wins, then what this tab was opened with, then what the reader
 * chose earlier, else Chinese.
 */
export function chooseLanguage(address: string | null, tab: string | null, remembered: string | null): Language {
  for (const wish of [address, tab, remembered]) {
    if (wish === "zh" || wish === "en") return wish;
  }
  return "zh";
}

/** Storage can be forbidden by the browser; a language that is not remembered is no reason to fail. */
function attempt<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Decides the language once at start, from the address and from what is remembered. */
export function startLanguage(): void {
  const wanted = new URLSearchParams(window.location.search).get("lang");
  current = chooseLanguage(
    wanted,
    attempt(() => sessionStorage.getItem(storageKey)),
    attempt(() => localStorage.getItem(storageKey)),
  );
  if (wanted === current) attempt(() => sessionStorage.setItem(storageKey, current));
  document.documentElement.lang = current === "zh" ? "zh-CN" : "en";
}

/** The language in which the page speaks now. */
export function currentLanguage(): Language {
  return current;
}

/** Switches the language at once, remembers it, and keeps the address (a `lang` in it is brought up to date). */
export function setLanguage(language: Language): void {
  current = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  attempt(() => localStorage.setItem(storageKey, language));
  attempt(() => sessionStorage.setItem(storageKey, language));
  for (const listener of listeners) listener();
}

/** The current language; the component renders again when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}

/** The version of a text in the language of the page; what has one version only stays as it is. */
export function say(text: Text | string): string {
  if (typeof text === "string") return text;
  return current === "zh" ? text.zh : text.en;
}
