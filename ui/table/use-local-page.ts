import { useMemo } from "react";
import { numberField } from "../address/address.ts";
import { useAddress } from "../address/use-address.ts";

/**
 * Pages of a list that is already here, so that a long one does not become an endless page.
 * @param name field of the address that keeps the page number; one for each list of a page
 */
export function useLocalPage<Row>(rows: readonly Row[], pageSize: number, name: string) {
  const spec = useMemo(() => ({ [name]: numberField(1) }), [name]);
  const [state, change] = useAddress(spec);
  const last = Math.max(1, Math.ceil(rows.length / pageSize));
  const page = Math.min(state[name] ?? 1, last);
  return {
    rows: rows.slice((page - 1) * pageSize, page * pageSize),
    paging: { page, pageSize, total: rows.length, onPage: (next: number) => change({ [name]: next }) },
  };
}
