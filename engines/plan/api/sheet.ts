export * from "@midreach/kernel/sheets";
