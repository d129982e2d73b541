export * from './allocate.ts';
export * from './apply.ts';
export * from './figures.ts';
export * from './machines.ts';
export { freeMoney, isOpenVoid, refundReason } from './moves/money.ts';
export { settles } from './moves/tenders.ts';
export * from './postings.ts';
export * from './tables.ts';
export * from './world.ts';
