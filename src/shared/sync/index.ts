export * from './enrol.ts';
export * from './export-file.ts';
export * from './feed.ts';
export * from './limits.ts';
export * from './push.ts';
export * from './refusal.ts';
export * from './sealed.ts';
export * from './signing.ts';
