/** The price tables in force: the workspace's own before the one that comes with Vitrine. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { toVitrineError, type VitrineError } from '#lib/domain/errors.ts';
import { parsePrices, type PriceTable } from '#lib/generator/prices.ts';
import type { Logger } from './logger.ts';

export interface PriceBook {
	/** As the files stand now: they may be edited while a round runs. A file that is not understood has no prices. */
	table(): PriceTable;
	/** What is wrong with the files; `prices_invalid`, with line and field. */
	faults(): VitrineError[];
}

interface Reading {
	stamp: string;
	table: PriceTable;
	fault: VitrineError | null;
}

/** @param files in the order in which they count; one that is not there is left out */
export function createPriceBook(files: string[], log: Pick<Logger, 'warn'>): PriceBook {
	const readings = new Map<string, Reading>();

	function read(file: string): Reading {
		const stamp = stampOf(file);
		const known = readings.get(file);
		if (known?.stamp === stamp) return known;
		const reading = { stamp, ...readPrices(file, stamp) };
		readings.set(file, reading);
		if (reading.fault) log.warn({ file }, reading.fault.sentence);
		return reading;
	}

	return {
		table: () => files.flatMap((file) => read(file).table),
		faults: () => files.flatMap((file) => read(file).fault ?? [])
	};
}

const NOT_THERE = '';

function stampOf(file: string): string {
	const info = statSync(file, { throwIfNoEntry: false });
	return info ? `${info.mtimeMs} ${info.size}` : NOT_THERE;
}

function readPrices(file: string, stamp: string): Pick<Reading, 'table' | 'fault'> {
	if (stamp === NOT_THERE) return { table: [], fault: null };
	try {
		return { table: parsePrices(readFileSync(file, 'utf8'), path.basename(file)), fault: null };
	} catch (thrown) {
		return { table: [], fault: toVitrineError(thrown) };
	}
}
