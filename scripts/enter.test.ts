import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { tell, tooOldSentence } from './enter.js';

describe('tooOldSentence', () => {
	it.each(['20.19.0', '20.19.6', '20.20.2', '21.0.0', '22.0.0', '100.1.0'])(
		'lets %s in',
		(version) => {
			expect(tooOldSentence(version)).toBeNull();
		}
	);

	it.each(['0.12.18', '10.24.1', '14.21.3', '18.20.8', '19.99.0', '20.0.0', '20.18.3'])(
		'refuses %s',
		(version) => {
			expect(tooOldSentence(version)).toBe(
				`Vitrine needs Node 20.19 or newer, and this is Node ${version}. ` +
					'Get a newer one from https://nodejs.org, then run the same command again.'
			);
		}
	);

	it('names the same Node as package.json', () => {
		const root = join(import.meta.dirname, '..');
		const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
		const [, oldest] = /^>=(\d+\.\d+)$/.exec(engines.node) ?? [];
		expect(tooOldSentence(`${oldest}.0`)).toBeNull();
		expect(tooOldSentence('1.0.0')).toContain(`Node ${oldest} or newer`);
	});
});

describe('the files an old Node reads before it is refused', () => {
	it.each(['bin/vitrine.js', 'scripts/test.js', 'scripts/build.js', 'scripts/enter.js'])(
		'%s has nothing that Node 12 would have to be spared',
		async (file) => {
			const source = readFileSync(join(import.meta.dirname, '..', file), 'utf8');
			const now = await transform(source, { target: 'esnext' });
			const then = await transform(source, { target: 'node12.20' });
			expect(then.code).toBe(now.code);
		}
	);
});

describe('tell', () => {
	const stack = 'Error: No.\n    at here';
	it.each([
		[{ message: 'No.', fix: 'Do this.', stack }, false, 'No. Do this.'],
		[{ message: 'No:\nnpm said so', fix: 'Do this.', stack }, false, 'No:\nnpm said so\nDo this.'],
		[{ message: 'No.', stack }, false, 'No. (VITRINE_DEBUG=1 tells more.)'],
		[{ message: 'No.', fix: 'Do this.', stack }, true, stack]
	])('%j, debugging %s', (error, debug, told) => {
		expect(tell(error, debug)).toBe(told);
	});
});
