import { BarChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { BarsDrawing } from "../document/blocks.ts";
import { type Picture, pictureFont, pictureWidth, textWidth } from "./picture.ts";

use([BarChart, GridComponent, LegendComponent, AriaComponent, SVGRenderer]);

const fontSize = 19;
const barPitch = 36;
/** A segment narrower than this share of the longest bar has no room for its number. */
const smallestLabelled = 0.03;

/** Stacked horizontal bars, drawn by ECharts on the server: no browser, no canvas. */
export function drawBars(drawing: BarsDrawing): Picture {
  const alone = drawing.series.every((one) => one.values.filter((value) => value > 0).length < 2);
  const legendHeight = alone ? 16 : 56;
  const height = legendHeight + drawing.categories.length * barPitch + 16;
  const chart = init(null, null, { renderer: "svg", ssr: true, width: pictureWidth, height });
  chart.setOption({ animation: false, ...layout(drawing, alone, legendHeight), series: toSeries(drawing, alone) });
  const svg = chart.renderToSVGString({ useViewBox: true });
  chart.dispose();
  return { svg, width: pictureWidth, height };
}

function layout({ categories }: BarsDrawing, alone: boolean, top: number) {
  const text = { fontFamily: pictureFont, fontSize, color: "#1b2530" };
  const widest = Math.max(...categories.map((name) => textWidth(name, fontSize)));
  return {
    textStyle: text,
    aria: { decal: { show: false } },
    legend: { show: !alone, top: 8, left: 0, itemWidth: 22, itemHeight: 16, itemGap: 20, textStyle: text },
    grid: { left: Math.min(widest, pictureWidth * 0.38) + 18, right: 60, top, bottom: 8 },
    xAxis: { type: "value", show: false, max: "dataMax" },
    yAxis: {
      type: "category",
      inverse: true,
      data: [...categories],
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...text, interval: 0, width: pictureWidth * 0.38, overflow: "truncate" },
    },
  };
}

function toSeries(drawing: BarsDrawing, alone: boolean) {
  const totals = drawing.categories.map((_, index) =>
    drawing.series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0),
  );
  const longest = Math.max(1, ...totals);
  return drawing.series.map((one) => ({
    type: "bar",
    name: one.name,
    stack: "all",
    barWidth: 22,
    itemStyle: {
      color: one.colour,
      borderColor: "#ffffff",
      borderWidth: 1,
      ...(one.hatched
        ? { decal: { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: Math.PI / 4, color: "#9aa5b0" } }
        : {}),
    },
    label: {
      show: true,
      position: alone ? "right" : "inside",
      fontFamily: pictureFont,
      fontSize: fontSize - 3,
      color: alone || isLight(one.colour) ? "#1b2530" : "#ffffff",
    },
    data: one.values.map((value) => ({
      value,
      label: { show: value > 0 && (alone || value / longest >= smallestLabelled) },
    })),
  }));
}

/** Relative luminance above which dark text reads better (WCAG 2.2). */
function isLight(colour: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5;
}
