import { describe, expect, it } from 'vitest';
import {
	canMove,
	isSettled,
	PHOTO_STATUSES,
	phaseOf,
	photoSourcesOf,
	sourcesOf,
	VARIANT_STATUSES,
	type Phase,
	type PhotoStatus,
	type VariantStatus
} from './variant.ts';

/** A row per status: where it may go. Everything else it may not. */
const MOVES: Record<VariantStatus, VariantStatus[]> = {
	queued: ['running', 'cancelled'],
	running: ['queued', 'ready', 'failed', 'interrupted', 'cancelled'],
	ready: [],
	failed: ['queued', 'ready'],
	interrupted: ['queued', 'cancelled'],
	cancelled: ['queued']
};
const PAIRS = VARIANT_STATUSES.flatMap((from) => VARIANT_STATUSES.map((to) => [from, to] as const));

const PHOTO_SOURCES: [PhotoStatus, PhotoStatus[]][] = [
	['none', ['queued', 'running']],
	['queued', ['none', 'running', 'done']],
	['running', ['queued']],
	['done', ['queued', 'running']]
];

describe('a variant', () => {
	it.each(PAIRS)('%s → %s', (from, to) => {
		expect(canMove(from, to)).toBe(MOVES[from].includes(to));
		expect(sourcesOf(to).includes(from)).toBe(MOVES[from].includes(to));
	});

	it('is settled unless it waits or is written', () => {
		expect(VARIANT_STATUSES.filter(isSettled)).toEqual([
			'ready',
			'failed',
			'interrupted',
			'cancelled'
		]);
	});

	it.each(PHOTO_SOURCES)('has photographs that become %s from %j', (to, sources) => {
		expect(photoSourcesOf(to)).toEqual(sources);
	});
});

describe('what a frame is doing', () => {
	const PHASES: [VariantStatus, Record<PhotoStatus, Phase>][] = [
		['queued', { none: 'queued', queued: 'queued', running: 'queued', done: 'queued' }],
		['running', { none: 'writing', queued: 'writing', running: 'writing', done: 'writing' }],
		['ready', { none: 'ready', queued: 'photographing', running: 'photographing', done: 'ready' }],
		['failed', { none: 'failed', queued: 'failed', running: 'failed', done: 'failed' }],
		[
			'interrupted',
			{ none: 'interrupted', queued: 'interrupted', running: 'interrupted', done: 'interrupted' }
		],
		[
			'cancelled',
			{ none: 'cancelled', queued: 'cancelled', running: 'cancelled', done: 'cancelled' }
		]
	];
	it.each(PHASES)('when it is %s', (status, phases) => {
		const found = Object.fromEntries(
			PHOTO_STATUSES.map((photos) => [photos, phaseOf(status, photos)])
		);
		expect(found).toEqual(phases);
	});
});
