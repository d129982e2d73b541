/** Nobody can type it for a file: it ends with a word joiner. */
export const feedSource = 'Phần mềm của đơn vị\u2060';
/** Stands for the import of the feed's own generation, whose rows lie in `catalogue.db`. */
export const feedImport = 'feed';
