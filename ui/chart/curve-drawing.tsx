import { LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useMemo } from "react";
import { useLanguage } from "../texts/index.ts";
import type { CurveChartProps } from "./curve-chart.tsx";
import { useDrawing } from "./use-drawing.ts";

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

const ink = "#4b5866";
const strokes = [
  { color: "#0b5394", type: "solid" },
  { color: "#8f5400", type: "dashed" },
  { color: "#6643a6", type: "dotted" },
] as const;

/** Tooltips are drawn as rich text: markup would need inline styles. */
function curveOptions({ curves, xName, xMax, xStep, formatX, formatY, marks = [] }: CurveChartProps) {
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: "inherit", color: ink },
    grid: { left: 8, right: 20, top: curves.length > 1 ? 36 : 16, bottom: 24, containLabel: true },
    legend: { show: curves.length > 1, top: 0, left: 0, itemWidth: 22, textStyle: { color: ink } },
    tooltip: {
      trigger: "axis" as const,
      renderMode: "richText" as const,
      valueFormatter: (value: unknown) => formatY(Number(value)),
      axisPointer: { label: { formatter: ({ value }: { value: unknown }) => formatX(Number(value)) } },
    },
    xAxis: {
      type: "value" as const,
      name: xName,
      nameLocation: "middle" as const,
      nameGap: 26,
      max: xMax,
      interval: xStep,
      axisLine: { lineStyle: { color: "#a9b5bd" } },
      axisLabel: { color: ink, hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      type: "value" as const,
      axisLabel: { color: ink, formatter: formatY },
      splitLine: { lineStyle: { color: "#e9edf1" } },
    },
    series: curves.map((curve, index) => ({
      type: "line" as const,
      name: curve.name,
      data: curve.points.map((point) => [...point]),
      step: "end" as const,
      symbol: "none",
      lineStyle: { width: 2, ...strokes[index % strokes.length] },
      itemStyle: { color: strokes[index % strokes.length]?.color },
      ...(index === 0 && marks.length > 0
        ? {
            markLine: {
              silent: true,
              symbol: "none",
              lineStyle: { color: "#1a7f37", type: "solid" as const },
              label: { color: "#1a7f37", formatter: "{b}" },
              data: marks.map((mark) => ({ xAxis: mark.x, name: mark.name })),
            },
          }
        : {}),
    })),
  };
}

/** The drawn part of CurveChart. */
export function CurveDrawing(props: CurveChartProps) {
  const language = useLanguage();
  const { curves, label, marks, xMax, xName } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the functions that format change with the language only
  const options = useMemo(() => curveOptions(props), [curves, marks, xMax, xName, language]);
  const box = useDrawing(options);
  return <div ref={box} className="mr-chart" role="img" aria-label={label} />;
}
