import type { Text } from "./text.ts";

/**
 * What a system says about itself: pure data, readable by server and browser alike.
 * Which clauses order it is the region's business (`ordered-systems` of its pack), not the system's.
 */
export interface SystemManifest {
  readonly id: string;
  readonly title: Text;
  /** Menu entries in order; `path` is below the web root, `page` a file of the system's `pages/` without ending. */
  readonly menu: readonly {
    readonly path: string;
    readonly page: string;
    readonly title: Text;
    readonly hidden?: boolean;
  }[];
}

/** Whether a joint system works now, computed by the system itself from what it holds. */
export interface SystemHealth {
  readonly working: boolean;
  /** One entry for each thing checked, in words. */
  readonly checks: readonly { readonly label: Text; readonly ok: boolean; readonly detail?: string }[];
}
