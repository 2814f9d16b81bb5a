import type { ReactNode } from "react";
import { AntdFrame } from "../antd/antd-frame.tsx";
import "./choice.css";

/** A control with its label above it. */
export function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="mr-labelled">
      <span className="mr-small mr-soft" aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}

/** One input with its label above it; a click on the label leads into the input. */
export function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the input is handed in
    <label className="mr-labelled">
      <span className="mr-small mr-soft">{label}</span>
      {children}
    </label>
  );
}

interface ControlsProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A row of controls that wraps. */
export function Controls({ label, children }: ControlsProps) {
  return (
    <AntdFrame>
      <search className="mr-panel mr-controls" aria-label={label}>
        {children}
      </search>
    </AntdFrame>
  );
}
