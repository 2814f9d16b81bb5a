import { LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useMemo } from "react";
import { formatNumber, formatQuantity } from "../format/format.ts";
import { m, useLanguage } from "../texts/index.ts";
import { type HistoryEntry, type HistoryFrame, pathPoints, valuePoints } from "./history.ts";
import { useDrawing } from "./use-drawing.ts";

use([LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

const ink = "#4b5866";
const valueColour = "#0b5394";
const pathColour = "#8f5400";

/** The options of the chart in the current language. Tooltips are drawn as rich text: markup would need inline styles. */
function chartOptions(entries: readonly HistoryEntry[], frame: HistoryFrame) {
  const quantity = (value: unknown) => formatQuantity(Number(value), frame.unit);
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: "inherit", color: ink },
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 22,
      textStyle: { color: ink },
      data: [m.history_value(), { name: m.history_path(), icon: "path://M0 0H8V2H0ZM14 0H22V2H14Z" }],
    },
    tooltip: { trigger: "axis" as const, renderMode: "richText" as const, valueFormatter: quantity },
    xAxis: {
      type: "time" as const,
      axisLine: { lineStyle: { color: "#a9b5bd" } },
      axisLabel: { color: ink, hideOverlap: true },
    },
    yAxis: {
      type: "value" as const,
      scale: true,
      axisLabel: { color: ink, formatter: (value: number) => formatNumber(value) },
      splitLine: { lineStyle: { color: "#e9edf1" } },
    },
    series: [
      {
        type: "line" as const,
        name: m.history_value(),
        data: valuePoints(entries).map((point) => [...point]),
        symbolSize: 8,
        lineStyle: { width: 2, color: valueColour },
        itemStyle: { color: valueColour },
        markLine: {
          silent: true,
          symbol: "none",
          lineStyle: { color: "#1a7f37", type: "solid" as const },
          label: {
            formatter: `${m.history_target()} ${quantity(frame.target.value)}`,
            position: "insideEndTop" as const,
            color: "#1a7f37",
          },
          data: [{ yAxis: frame.target.value }],
        },
      },
      {
        type: "line" as const,
        name: m.history_path(),
        data: pathPoints(frame).map((point) => [...point]),
        symbol: "none",
        lineStyle: { width: 1.5, type: "dashed" as const, color: pathColour },
        itemStyle: { color: pathColour },
      },
    ],
  };
}

interface HistoryDrawingProps {
  readonly entries: readonly HistoryEntry[];
  readonly frame: HistoryFrame;
}

/** The drawn part of HistoryChart; loaded only where there is something to draw. */
export function HistoryDrawing({ entries, frame }: HistoryDrawingProps) {
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words of the chart change with the language
  const options = useMemo(() => chartOptions(entries, frame), [entries, frame, language]);
  const box = useDrawing(options);
  return <div ref={box} className="mr-chart" role="img" aria-label={m.history_chart_label()} />;
}
