export { createApp, listRoutes, openApiInfo } from "./app.ts";
export { checkRegion, type RegionSummary } from "./check.ts";
export { runCommand } from "./commands.ts";
export { type House, type HouseOptions, openHouse } from "./house.ts";
export { createLog } from "./log.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
export { type Progress, silentProgress } from "./progress.ts";
export { type RunningServer, runServer, type ServerOptions } from "./run.ts";
