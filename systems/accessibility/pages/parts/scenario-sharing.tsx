import { m } from "@midreach/ui";
import { useState } from "react";
import { Link } from "react-router";
import { mapAddress, matrixAddress } from "./reach-api.ts";
import { draftAddress, effectsAddress, gtfsAddress } from "./scenario-addresses.ts";
import { encodeDraft, type ScenarioDraft } from "./scenario-draft.ts";

interface SharingProps {
  /** Id of the kept scenario that the draft equals; null when it equals none. */
  readonly keptId: string | null;
  readonly draft: ScenarioDraft;
  readonly faults: number;
}

/** The ways from a scenario without faults: its effects, the map, the matrix, a file, and an address for others. */
export function ScenarioSharing({ keptId, draft, faults }: SharingProps) {
  const encoded = faults > 0 ? null : encodeDraft(draft, m.scenario_unnamed());
  const scenario = keptId ?? encoded;
  if (scenario === null) {
    return <p className="mr-small mr-soft">{faults > 0 ? m.scenario_share_later() : m.scenario_too_long()}</p>;
  }
  const dataSet = { feed: draft.feed, scenario };
  return (
    <>
      <p className="mr-chips">
        <Link className="mr-button" to={effectsAddress(scenario)}>
          {m.scenario_see_effects()}
        </Link>
        <Link className="mr-button" to={mapAddress(undefined, dataSet)}>
          {m.scenario_see_map()}
        </Link>
        <Link className="mr-button" to={matrixAddress(dataSet)}>
          {m.scenario_see_matrix()}
        </Link>
        <a className="mr-button" href={gtfsAddress(draft.feed, scenario)} download>
          {m.scenario_gtfs()}
        </a>
      </p>
      {encoded === null ? (
        <p className="mr-small mr-soft">{m.scenario_too_long()}</p>
      ) : (
        <SharedAddress address={new URL(draftAddress({ scenario: encoded }), window.location.origin).href} />
      )}
    </>
  );
}

/** An address that holds the whole scenario, to be passed on. */
function SharedAddress({ address }: { readonly address: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(address);
    } catch {
      // Without the right to the clipboard the address can still be copied by hand.
      setCopied(undefined);
    }
  };
  return (
    <div>
      <span className="mr-small mr-soft">{m.scenario_share_hint()}</span>
      <div className="mr-scenario-share">
        <input
          className="mr-field-plain"
          readOnly
          aria-label={m.scenario_share()}
          value={address}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="mr-button" onClick={() => void copy()}>
          {copied === address ? m.scenario_copied() : m.scenario_copy_address()}
        </button>
      </div>
    </div>
  );
}
