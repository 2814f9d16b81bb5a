import type { PlacedFault } from "./scenario-ground.ts";

/** What is wrong, and what to do. */
export function FaultLine({ fault }: { readonly fault: PlacedFault }) {
  return (
    <p className="mr-scenario-fault mr-small">
      <strong>{fault.what}</strong> {fault.fix}
    </p>
  );
}
