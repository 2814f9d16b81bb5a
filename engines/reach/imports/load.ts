import type { ReachService } from "../service.ts";
import { listCityShapes } from "./city-shapes.ts";
import type { FeedReading } from "./reading.ts";
import { readStoredFile, type StoredFeed } from "./store.ts";

/** An imported file with what reading it again takes. */
export async function loadReading({ services }: ReachService, row: StoredFeed): Promise<FeedReading> {
  const bytes = await readStoredFile(services.database, row);
  const { file_name: fileName, feed: id, options } = row;
  return { bytes, fileName, id, options, cities: listCityShapes(services.region) };
}
