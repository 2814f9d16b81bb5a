import { Component, type ReactNode } from "react";
import { ProblemView } from "../problem/problem-view.tsx";
import { m } from "../texts/index.ts";
import { Page } from "./page.tsx";

/** Keeps the frame standing when a page breaks or its code cannot be fetched; the reader can try again. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: unknown }> {
  override readonly state: { readonly error: unknown } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return <ProblemView error={this.state.error} onRetry={() => window.location.reload()} />;
  }
}

/** The page for an address that nothing answers. */
export function NotFound() {
  return (
    <Page title={m.not_found()} tabTitle={m.not_found()} crumbs={[{ title: m.not_found() }]}>
      <p>{m.not_found_detail()}</p>
    </Page>
  );
}
