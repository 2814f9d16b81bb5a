import { monitorEventLoopDelay } from "node:perf_hooks";
import type { RequestSummary } from "@midreach/kernel/http";
import { PrometheusExporter, PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import { MeterProvider } from "@opentelemetry/sdk-metrics";

/**
 * What the server counts, in the names of OpenTelemetry's semantic conventions. The unit stands in the name, as
 * Prometheus wants it: this exporter does not add it.
 */
export interface Metrics {
  record(summary: RequestSummary): void;
  /** Text in Prometheus' exposition format. */
  render(): Promise<string>;
  stop(): Promise<void>;
}

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Metrics of this process: requests by route, event loop delay, memory. */
export function createMetrics(): Metrics {
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const provider = new MeterProvider({ readers: [exporter] });
  const meter = provider.getMeter("midreach");
  const duration = meter.createHistogram("http.server.request.duration.seconds", {
    unit: "s",
    description: "Duration of HTTP requests",
    advice: { explicitBucketBoundaries: secondsBuckets },
  });
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  meter
    .createObservableGauge("nodejs.eventloop.delay.p99.seconds", {
      unit: "s",
      description: "99th percentile since last read",
    })
    .addCallback((result) => {
      result.observe(delay.percentile(99) / 1e9);
      delay.reset();
    });
  meter
    .createObservableGauge("process.memory.usage.bytes", { unit: "By", description: "Resident memory" })
    .addCallback((result) => result.observe(process.memoryUsage.rss()));
  const serializer = new PrometheusSerializer();
  return {
    record({ route, method, status, seconds }) {
      duration.record(seconds, {
        "http.route": route || "none",
        "http.request.method": method,
        "http.response.status_code": status,
      });
    },
    async render() {
      const { resourceMetrics } = await exporter.collect();
      return serializer.serialize(resourceMetrics);
    },
    async stop() {
      delay.disable();
      await provider.shutdown();
    },
  };
}
