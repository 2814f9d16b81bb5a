declare module "china-area-data" {
  /** Names of administrative divisions by the code of their parent; "86" holds the provinces. */
  const divisions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  export default divisions;
}
