export * from './match.ts';
export * from './reference.ts';
export { htmlRows, looksLikeHtml } from './statement/html.ts';
export { readStatement } from './statement/read.ts';
export { isProbablySame } from './statement/same.ts';
export * from './statement/types.ts';
