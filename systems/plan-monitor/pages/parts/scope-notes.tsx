import type { Text } from "@midreach/kernel/contracts";
import { say } from "@midreach/ui";

/** What must be known beside every sum: which cities belong to the plan only in part, and so on. */
export function ScopeNotes({ notes }: { readonly notes: readonly Text[] }) {
  if (notes.length === 0) return null;
  return (
    <div>
      {notes.map((note) => (
        <p key={note.en} className="mr-note mr-small">
          {say(note)}
        </p>
      ))}
    </div>
  );
}
