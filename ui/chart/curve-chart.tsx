import { lazy, Suspense } from "react";
import { useSeen } from "../page/use-seen.ts";
import "./chart.css";

const Drawing = lazy(() => import("./curve-drawing.tsx").then((module) => ({ default: module.CurveDrawing })));

/** A curve of y over x, with a name for the legend. */
export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface CurveChartProps {
  /** What the chart shows, for those who cannot see it. */
  readonly label: string;
  /** At most three, each in its own colour and dash. */
  readonly curves: readonly Curve[];
  readonly xName: string;
  readonly xMax: number;
  readonly xStep: number;
  readonly formatX: (x: number) => string;
  readonly formatY: (y: number) => string;
  /** Upright lines that matter, such as a threshold. */
  readonly marks?: readonly { readonly x: number; readonly name: string }[];
}

/** Curves that rise in steps, such as people within reach after so many minutes; fetched when it comes into view. */
export function CurveChart(props: CurveChartProps) {
  const [box, seen] = useSeen();
  return (
    <div ref={box}>
      <Suspense fallback={<div className="mr-chart" />}>
        {seen ? <Drawing {...props} /> : <div className="mr-chart" />}
      </Suspense>
    </div>
  );
}
