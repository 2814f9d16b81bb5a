import type { MapLayer, Text } from "@midreach/kernel/contracts";
import { useMemo } from "react";
import { m, say } from "../texts/index.ts";
import { geometryPath, type Project } from "./projection.ts";
import "./map.css";

interface LayerPathsProps {
  readonly layer: MapLayer;
  readonly project: Project;
  /** Place codes that stand out. */
  readonly highlights?: ReadonlySet<string> | undefined;
}

/** A layer of the ground map: outlines, rivers, lakes. */
export function LayerPaths({ layer, project, highlights }: LayerPathsProps) {
  const paths = useMemo(
    () =>
      layer.features.map((feature) => ({
        d: geometryPath(project, feature.geometry),
        place: feature.properties.place,
        inPlan: feature.properties.inPlan !== false,
        rank: feature.properties.rank ?? 5,
      })),
    [layer, project],
  );
  return (
    <g className={`mr-map-${layer.kind}`}>
      {paths.map((path, index) => {
        const lit = path.place !== undefined && highlights?.has(path.place);
        const classes = [
          path.inPlan ? "mr-map-in" : "mr-map-out",
          lit ? "mr-map-lit" : "",
          path.rank <= 3 ? "mr-map-major" : "",
        ];
        // Features have no ids of their own; their order never changes.
        return (
          <path key={`${layer.id}-${index.toString()}`} d={path.d} className={classes.filter(Boolean).join(" ")} />
        );
      })}
    </g>
  );
}

interface MapNoteProps {
  readonly note: Text;
  readonly layers: readonly MapLayer[];
}

/** What must stand beside every map: that it is a sketch, and whose ground map it is. */
export function MapNote({ note, layers }: MapNoteProps) {
  const sources = [...new Set(layers.map((layer) => layer.source.title))].join(m.list_separator());
  return (
    <p className="mr-small mr-soft">
      {say(note)}
      {m.punctuation_stop()}
      {m.map_sources({ sources })}
    </p>
  );
}
