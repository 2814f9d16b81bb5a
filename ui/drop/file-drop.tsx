import { useState } from "react";
import "./drop.css";

interface FileDropProps {
  readonly title: string;
  /** Which files, and how large. */
  readonly limits: string;
  /** Endings, as an input of files takes them. */
  readonly accept: string;
  /** Larger files are refused before they are sent, with `tooLarge`. */
  readonly maxBytes: number;
  readonly tooLarge: string;
  readonly onFile: (file: File) => void;
}

/** A place to drop a file on; with the keyboard, a button that opens the dialogue. */
export function FileDrop({ title, limits, accept, maxBytes, tooLarge, onFile }: FileDropProps) {
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState(false);
  const take = (file: File | undefined) => {
    if (!file) return;
    setRefused(file.size > maxBytes);
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
        <strong>{title}</strong>
        <span className="mr-small mr-soft">{limits}</span>
        <input
          type="file"
          className="mr-hidden"
          accept={accept}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file, corrected, can be chosen again.
            event.target.value = "";
          }}
        />
      </label>
      {refused ? (
        <p className="mr-note" role="alert">
          {tooLarge}
        </p>
      ) : null}
    </>
  );
}
