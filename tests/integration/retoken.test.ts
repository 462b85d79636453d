/** A variant of the sample with the look of another. Real Chromium. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Camera } from '#lib/capture/camera.ts';
import { isNear, readLook, readLookExpression, type LookReading } from '#lib/merge/look-reading.ts';
import { retoken } from '#lib/merge/retoken.ts';
import { cameraHere } from '../fixtures/pages/take.ts';
import { GraftBench, page } from '../support/graft-bench.ts';
import { sampleDocuments } from '../support/graft-pairs.ts';

let camera: Camera;
let bench: GraftBench;
beforeAll(() => {
	camera = cameraHere();
	bench = new GraftBench(camera);
});
afterAll(() => camera.close());

const lookOf = async (html: string): Promise<LookReading> =>
	readLook(await bench.inspect(html, readLookExpression()));

it('has the ground, ink, lines and typeface of the other, or its own where that is switched off', async () => {
	const documents = sampleDocuments();
	for (const [from, to] of [
		[11, 5],
		[4, 6],
		[1, 10]
	] as const) {
		const html = documents[from] ?? '';
		const [base, look] = await Promise.all([lookOf(html), lookOf(documents[to] ?? '')]);
		const put = (without: string[]) => retoken(html, { base, look, name: '7' }, without);
		const after = await lookOf(put([]).html);
		for (const role of ['ground', 'ink'] as const) {
			const [is, wanted] = [after.colours[role], look.colours[role]];
			expect(is && wanted && isNear(is, wanted), `${role} of ${from + 1} as of ${to + 1}`).toBe(
				true
			);
		}
		expect(after.families.text).toBe(look.families.text);
		const kept = await lookOf(put(['1:colour:ground', '1:type:text', '1:shades']).html);
		expect(
			kept.colours.ground && base.colours.ground && isNear(kept.colours.ground, base.colours.ground)
		).toBe(true);
		expect(kept.families.text).toBe(base.families.text);
	}
});

it('finds colours that are no tokens wherever they are written, keeps signals, and says when there is nothing to take', async () => {
	const base = page(
		'<style>body { background: white; color: #222; font: 16px Arial, sans-serif } .go { background: #06c; color: #fff; border-radius: 4px } .bad { color: #c00 } @media (prefers-color-scheme: dark) { body { background: #000 } }</style>',
		'<p style="color: #222222">Words that are long enough to count</p><button class="go">Go</button><b class="bad">No</b><svg width="20" height="20"><path fill="#0066cc" d="M0 0h20v20z"/></svg><script>window.accent = "#06c";</script>'
	);
	const other = page(
		'<style>body { background: #fff4e0; color: #330022; font: 16px Georgia, serif } .go { background: #b30059; color: #fff4e0 }</style>',
		'<p>Words that are long enough to count</p><button class="go">Go</button>'
	);
	const [mine, theirs] = await Promise.all([lookOf(base), lookOf(other)]);
	const { html, changes, notes } = retoken(base, { base: mine, look: theirs, name: '3' });
	expect(html).toContain('body { background: #fff4e0;');
	expect(html).toContain('.go { background: #b30059; color: #fff4e0; border-radius: 0px }');
	expect(html).toContain('style="color: #330022"');
	expect(html).toContain('fill="#b30059"');
	expect(html).toContain('window.accent = "#b30059"');
	expect(html).toContain('{ body { background: #000 } }');
	expect(html).toContain('.bad { color: #c00 }');
	expect(html).toContain('font: 16px Georgia, serif');
	expect(notes).toHaveLength(1);
	expect(changes.map(({ key }) => key)).toEqual(
		expect.arrayContaining(['1:colour:accent', '1:corners', '1:scripts', '1:type:text'])
	);
	expect(() => retoken(other, { base: theirs, look: theirs, name: '3' })).toThrow(
		/looks like 3 already/
	);
});
