import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";
import { type AddressSpec, type AddressState, readAddress, writeAddress } from "./address.ts";

/** A page's state in its address: the values, and a function that changes some of them (one step of history each). */
export function useAddress<Spec extends AddressSpec>(
  spec: Spec,
): [AddressState<Spec>, (change: Partial<AddressState<Spec>>) => void] {
  const [search, setSearch] = useSearchParams();
  const state = useMemo(() => readAddress(spec, search), [spec, search]);
  const change = useCallback(
    (wanted: Partial<AddressState<Spec>>) => setSearch((before) => writeAddress(spec, before, wanted)),
    [spec, setSearch],
  );
  return [state, change];
}
