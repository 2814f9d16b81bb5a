import { m } from "@midreach/ui";
import { useState } from "react";

/** Larger files are refused before they are sent. */
const maxBytes = 10 << 20;

interface FigureDropProps {
  /** A file has been chosen already. */
  readonly again: boolean;
  readonly onFile: (file: File) => void;
}

/** A place to drop a file on; with the keyboard, a button that opens the dialogue. */
export function FigureDrop({ again, onFile }: FigureDropProps) {
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const take = (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > maxBytes);
    if (file.size <= maxBytes) onFile(file);
  };
  return (
    <>
      <label
        className={`mr-drop${over ? " mr-drop-over" : ""}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <strong>{again ? m.figures_drop_again() : m.figures_drop()}</strong>
        <span className="mr-small mr-soft">{m.figures_drop_limits()}</span>
        <input
          type="file"
          className="mr-hidden"
          accept=".csv,.tsv,.txt,.xlsx"
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file, corrected, can be chosen again.
            event.target.value = "";
          }}
        />
      </label>
      {tooLarge ? (
        <p className="mr-note" role="alert">
          {m.figures_too_large()}
        </p>
      ) : null}
    </>
  );
}
