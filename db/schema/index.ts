export * from './briefs.ts';
export * from './captures.ts';
export * from './descriptors.ts';
export * from './marks.ts';
export * from './rounds.ts';
export * from './sessions.ts';
export * from './variants.ts';
