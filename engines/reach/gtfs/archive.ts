import { type Unzipped, unzipParts } from "@midreach/kernel/archive";
import type { Words } from "@midreach/kernel/contracts";
import { inLanguage, Problem } from "@midreach/kernel/problems";
import type { Findings } from "./report.ts";

/** Files that are read; others of the format (fares, shapes) say nothing about travel times. */
const readFiles = new Set([
  "agency.txt",
  "stops.txt",
  "routes.txt",
  "trips.txt",
  "stop_times.txt",
  "calendar.txt",
  "calendar_dates.txt",
  "frequencies.txt",
  "transfers.txt",
  "pathways.txt",
  "feed_info.txt",
  "translations.txt",
]);

/** A national feed of a million stop times is some 60 MB; nothing that a planning office brings needs more than this. */
const limits = {
  partBytes: 256 << 20,
  totalBytes: 400 << 20,
  entries: 2_000,
  ratio: 100,
  ratioFloorBytes: 32 << 20,
};

const bombFix = {
  zh: "请检查该压缩包由什么程序生成;时刻表文件不会这样大。",
  en: "Look at what made this zip; no timetable is that large.",
};

/**
 * The text files of a GTFS zip by name. A zip with its files in one folder is accepted with a warning; a zip inside a zip,
 * a bomb, a damaged file and a zip without any GTFS file are errors.
 */
export function unpackGtfs(bytes: Uint8Array, fileName: string, findings: Findings): ReadonlyMap<string, Uint8Array> {
  const none = new Map<string, Uint8Array>();
  const refuse = (code: string, zh: string, en: string, fixZh: string, fixEn: string) => {
    findings.add({ severity: "error", code, file: fileName, what: { zh, en }, fix: { zh: fixZh, en: fixEn } });
    return none;
  };
  if (bytes.length === 0) {
    return refuse(
      "empty-file",
      "文件是空的",
      "the file is empty",
      "请重新下载或导出。",
      "Download or export it again.",
    );
  }
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    const fixEn = "Pack the .txt files of the feed into a zip.";
    return refuse("not-a-zip", "这不是zip文件", "this is no zip file", "请将各.txt文件打包为zip。", fixEn);
  }
  const unpacked = unpack(bytes, fileName, findings);
  if (!unpacked) return none;
  const names = unpacked.names.filter((name) => !isLitter(name));
  const inner = names.filter((name) => /\.(zip|7z|rar|gz)$/iu.test(name));
  const folders = listFolders(unpacked.parts.keys());
  if (folders.length === 0 && inner.length > 0) {
    const shown = inner.slice(0, 3).join(", ");
    const fixEn = "Unpack it and import the zip inside.";
    return refuse(
      "zip-in-zip",
      `压缩包里是另一个压缩包:${shown}`,
      `a zip inside a zip: ${shown}`,
      "请解压后导入里面的zip。",
      fixEn,
    );
  }
  if (folders.length === 0) {
    const fixEn = "stops.txt, trips.txt, stop_times.txt and the others belong into it.";
    const fixZh = "其中应有stops.txt、trips.txt、stop_times.txt等文件。";
    return refuse("no-gtfs", "压缩包里没有GTFS文件", "there is no GTFS file in the zip", fixZh, fixEn);
  }
  if (folders.length > 1) {
    const shown = folders.map((folder) => folder || "/").join(", ");
    const fixEn = "Import one feed at a time, each as its own zip.";
    const zh = `GTFS文件分散在几个文件夹中:${shown}`;
    return refuse(
      "several-folders",
      zh,
      `GTFS files in several folders: ${shown}`,
      "请将每个数据集单独打包导入。",
      fixEn,
    );
  }
  return pickFolder(folders[0] ?? "", unpacked.parts, fileName, findings);
}

function unpack(bytes: Uint8Array, fileName: string, findings: Findings): Unzipped | undefined {
  try {
    return unzipParts(bytes, { fileName, wanted: (name) => isWanted(name), limits, fix: bombFix });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const [fault] = error.faults;
    const say = (words: Words = "") => ({ zh: inLanguage(words, "zh"), en: inLanguage(words, "en") });
    const [what, fix] = [say(fault?.what), say(fault?.fix)];
    findings.add({ severity: "error", code: "zip-refused", file: fileName, what, fix });
    return undefined;
  }
}

function pickFolder(
  folder: string,
  parts: ReadonlyMap<string, Uint8Array>,
  fileName: string,
  findings: Findings,
): ReadonlyMap<string, Uint8Array> {
  if (folder !== "") {
    findings.add({
      severity: "warning",
      code: "files-in-folder",
      file: fileName,
      what: { zh: `文件放在文件夹${folder}中`, en: `the files stand in the folder ${folder}` },
      fix: {
        zh: "GTFS要求文件位于压缩包的最上层;已照样读取。",
        en: "GTFS wants them at the top of the zip; they were read all the same.",
      },
    });
  }
  const files = new Map<string, Uint8Array>();
  for (const [name, part] of parts) {
    if (!isLitter(name) && name.startsWith(folder)) files.set(baseOf(name), part);
  }
  return files;
}

const baseOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1).toLowerCase();
/** What macOS adds to zips. */
const isLitter = (name: string): boolean => name.startsWith("__MACOSX/") || baseOf(name).startsWith(".");
const isWanted = (name: string): boolean => !isLitter(name) && readFiles.has(baseOf(name));

function listFolders(names: Iterable<string>): string[] {
  const folders = [...names].map((name) => name.slice(0, name.lastIndexOf("/") + 1));
  return [...new Set(folders)].sort();
}
