declare module "subset-font" {
  /** Cuts a font down to the characters of a text; a variable font is pinned at `variationAxes`. */
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: { readonly targetFormat: "truetype"; readonly variationAxes?: Readonly<Record<string, number>> },
  ): Promise<Uint8Array>;
}
