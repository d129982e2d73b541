/** The words of amounts that differ between North and South; they are data of the paper, not of the screen. */
export const wordChoices = {
  zero: ['lẻ', 'linh'],
  thousand: ['nghìn', 'ngàn'],
  billion: ['tỷ', 'tỉ'],
} as const;

/** A sum in which every choice shows. */
export const exampleAmount = 1_001_234_505;
