import type { OwnerRef, PlaceRef } from "@midreach/plan";
import { m, say } from "@midreach/ui";
import { Fragment, type ReactNode } from "react";
import { Link } from "react-router";
import { commitmentAddress, ownerAddress, placeAddress } from "./plan-api.ts";

/** Things one after another, joined as the language does. */
export function Joined({ items }: { readonly items: readonly { readonly key: string; readonly node: ReactNode }[] }) {
  return items.map((item, index) => (
    <Fragment key={item.key}>
      {index > 0 ? m.list_separator() : null}
      {item.node}
    </Fragment>
  ));
}

/** An organisation as a link to what it owes. */
export function OwnerLink({ owner }: { readonly owner: { readonly id: string; readonly name: OwnerRef["name"] } }) {
  return <Link to={ownerAddress(owner.id)}>{say(owner.name)}</Link>;
}

/** Organisations as links; more than `limit` are counted instead of listed. */
export function OwnerLinks({ owners, limit = 99 }: { readonly owners: readonly OwnerRef[]; readonly limit?: number }) {
  const shown = owners.slice(0, limit);
  return (
    <>
      <Joined items={shown.map((owner) => ({ key: owner.id, node: <OwnerLink owner={owner} /> }))} />
      {owners.length > limit ? <span className="mr-soft"> {m.and_more({ count: owners.length - limit })}</span> : null}
    </>
  );
}

/** Places as links to their pages. */
export function PlaceLinks({ places, limit = 99 }: { readonly places: readonly PlaceRef[]; readonly limit?: number }) {
  const shown = places.slice(0, limit);
  return (
    <>
      <Joined
        items={shown.map((place) => ({
          key: place.code,
          node: <Link to={placeAddress(place.code)}>{say(place.name)}</Link>,
        }))}
      />
      {places.length > limit ? <span className="mr-soft"> {m.and_more({ count: places.length - limit })}</span> : null}
    </>
  );
}

/** Commitments by their ids. */
export function CommitmentLinks({ ids, limit = 6 }: { readonly ids: readonly string[]; readonly limit?: number }) {
  const links = (list: readonly string[]) => (
    <Joined items={list.map((id) => ({ key: id, node: <Link to={commitmentAddress(id)}>{id}</Link> }))} />
  );
  if (ids.length <= limit) return links(ids);
  return (
    <details>
      <summary>{m.commitments_count({ count: ids.length })}</summary>
      {links(ids)}
    </details>
  );
}
