import { describe, expect, it } from 'vitest';
import type { RankingView, SessionView } from '#lib/domain/session-view.ts';
import {
	agreementWords,
	chance,
	countWords,
	fragilityWords,
	goneWords,
	habits,
	headline,
	newsWords,
	onScale,
	percent,
	topTold,
	verdictWords
} from './standing-words.ts';
import { listed } from '../shared/wording.ts';

const reading = (reviewerId: string, answers: number, leftShare: number | null = 0.5) => ({
	reviewerId,
	answers,
	reliability: 1,
	low: 0.5,
	high: 1.5,
	leftShare,
	fastShare: 0,
	consistency: null
});
const rating = (rank: number) => ({
	variantId: `v_${rank}`,
	mean: -rank,
	low: -rank - 1,
	high: -rank + 1,
	rank,
	rankLow: rank,
	rankHigh: rank,
	pTop1: rank === 1 ? 0.8 : 0.1,
	pTop3: 0.5,
	pTop5: 0.6
});
function ranking(
	given: Partial<RankingView> & { top?: 1 | 3 | 5 } = {},
	verdict: Partial<RankingView['verdict']> = {}
): RankingView {
	const { top = 3, ...rest } = given;
	return {
		sessionId: 's',
		briefId: 'b',
		criterion: 'overall',
		ratings: [1, 2, 3, 4, 5].map(rating),
		comparisons: 40,
		reviewers: 2,
		settled: false,
		verdict: { top, pBestShown: 0.71, why: 'not sure', aboutLeft: 140, ...verdict },
		agreement: null,
		fragility: null,
		readings: [reading('p_1', 30), reading('p_2', 10)],
		groups: [],
		polarising: [],
		dimensions: [],
		models: null,
		...rest
	};
}
const said = (ranking: RankingView, numbers = [11, 5, 15, 2, 16]) => {
	const told = { ranking, mode: 'pairs' as const, numbers };
	return [headline(told), verdictWords(told)];
};

describe('the verdict', () => {
	const settled = ranking({ settled: true }, { pBestShown: 0.97, why: 'settled' });
	it.each([
		[
			'settled',
			settled,
			[
				'Settled. 11 is first; 5 and 15 follow it.',
				'The best of the 5 is among these 3 with 97 % certainty, found twice running.'
			]
		],
		[
			'settled on one',
			ranking({ settled: true, top: 1 }, { pBestShown: 0.999, why: 'settled' }),
			[
				'Settled. 11 is first.',
				'It is the best of the 5 with over 99 % certainty, found twice running.'
			]
		],
		[
			'sure once',
			ranking({}, { pBestShown: 0.96, why: 'sure once', aboutLeft: 60 }),
			[
				'Nearly settled. 11 leads; 5 and 15 follow it.',
				'The best is among these 3 with 96 % certainty. It has to be found once more: about 60 more answers.'
			]
		],
		[
			'noise',
			ranking({}, { why: 'noise', aboutLeft: null }),
			[
				'Not settled. 11 leads; 5 and 15 follow it.',
				'The answers point to the top 3, but they contradict each other so much that chance could have made this order. More answers, or other reviewers, would tell.'
			]
		],
		[
			'not sure',
			ranking(),
			[
				'Not settled. 11 leads; 5 and 15 follow it.',
				'The best is among these 3 with 71 % certainty; 95 % is wanted. About 140 more answers would settle it.'
			]
		],
		[
			'not sure, and not to be foreseen',
			ranking({ top: 1 }, { aboutLeft: null }),
			[
				'Not settled. 11 leads.',
				'It is the best with 71 % certainty; 95 % is wanted. How many more answers that takes cannot be told yet.'
			]
		],
		[
			'without answers',
			ranking({ comparisons: 0 }),
			['Nobody has answered yet.', 'The standing is drawn from the first answer on.']
		],
		[
			'all ties',
			ranking({ readings: [reading('p_1', 40, null)] }),
			[
				'Nothing has been preferred yet.',
				'Every answer so far is a tie, or says that both fall short. One preference begins an order.'
			]
		]
	])('%s', (_, given, wanted) => {
		expect(said(given)).toEqual(wanted);
	});

	it('of two, of one and of none', () => {
		const two = ranking({ ratings: [1, 2].map(rating), settled: true });
		expect(said(two, [11, 5])).toEqual([
			'11 leads; 5 follows it.',
			'It is the best of the 2 with 80 % certainty. There are no more than 3, so there is nothing to settle.'
		]);
		expect(topTold(two)).toBe(1);
		expect(topTold(ranking())).toBe(3);
		expect(said(ranking({ ratings: [rating(1)] }), [11])[0]).toBe('Only 11 is left.');
		expect(said(ranking({ ratings: [] }), [])[0]).toBe('There is nothing left to rank.');
	});
});

describe('what it rests on', () => {
	it('counts answers and people, and one’s own', () => {
		expect(countWords(ranking(), null)).toBe('40 answers by 2 people.');
		expect(countWords(ranking(), 'p_2')).toBe('40 answers by 2 people, 10 of them yours.');
		expect(countWords(ranking({ comparisons: 30, reviewers: 1 }), 'p_1')).toBe(
			'30 answers, all of them yours.'
		);
	});

	it.each([
		[null, 'Too few answers to say how far they agree.'],
		[0.84, 'Half of the answers would give nearly the same order.'],
		[0.6, 'Half of the answers would give roughly the same order.'],
		[0.2, 'Half of the answers would give quite another order.']
	])('says of an agreement of %s what it means', (agreement, words) => {
		expect(agreementWords(agreement)).toBe(words);
	});

	it('says on how few the first place hangs', () => {
		const given = { comparisons: 40, winner: 5 };
		expect(fragilityWords({ answers: 12, winnerId: 'v' }, given)).toBe(
			'Without 12 of the answers 5 would be first.'
		);
		expect(fragilityWords({ answers: 1, winnerId: 'v' }, given)).toContain('one of the answers');
		expect(fragilityWords(null, given)).toContain('No answers were found');
	});

	it('says what is gone', () => {
		const variantIds = ['a', 'b', 'c'];
		expect(goneWords({ variantIds } as SessionView, 3)).toBe('');
		expect(goneWords({ variantIds } as SessionView, 2)).toMatch(/^One that was/);
		expect(goneWords({ variantIds } as SessionView, 1)).toMatch(/^2 that were/);
	});
});

describe('habits', () => {
	const usual = { answers: 20, reliability: 1, leftShare: 0.5, fastShare: 0 };
	it.each([
		[usual, []],
		[{ ...usual, leftShare: 0.95 }, ['nearly always the left one']],
		[{ ...usual, leftShare: 0.02 }, ['nearly always the right one']],
		[{ ...usual, fastShare: 0.8 }, ['mostly faster than half a second']],
		[{ ...usual, reliability: 0.1 }, ['near chance, counts little']],
		[{ ...usual, answers: 5, leftShare: 1, fastShare: 1 }, []],
		[{ ...usual, leftShare: null, fastShare: null }, []]
	])('%j', (given, wanted) => {
		expect(habits(given)).toEqual(wanted);
	});
});

describe('what is new', () => {
	const drawn: SessionView = {
		id: 's',
		briefId: 'b',
		settings: {
			pool: { kind: 'all' },
			criteria: ['overall'],
			mode: 'pairs',
			goal: { kind: 'settled', top: 3 },
			shows: 'photographs',
			viewport: 'desktop',
			theme: 'light',
			state: null
		},
		variantIds: [],
		createdAt: 0,
		closedAt: null,
		revealedAt: null,
		reviewers: [],
		answers: 10
	};
	it.each([
		[{}, null],
		[{ answers: 11 }, '1 new answer'],
		[{ answers: 13 }, '3 new answers'],
		[{ answers: 8 }, null],
		[{ closedAt: 5 }, 'Something has changed']
	])('%j: %s', (change, words) => {
		expect(newsWords({ ...drawn, ...change }, drawn)).toBe(words);
	});
});

describe('numbers', () => {
	it('say nothing is certain that is only likely', () => {
		expect([0, 0.004, 0.5, 0.974, 1].map(chance)).toEqual([
			'<1 %',
			'<1 %',
			'50 %',
			'97 %',
			'>99 %'
		]);
		expect([0, 0.004, 0.5, 0.996, 1].map(percent)).toEqual([
			'0 %',
			'<1 %',
			'50 %',
			'>99 %',
			'100 %'
		]);
	});

	it('are written short', () => {
		expect([0, 0.27, 1.2].map(onScale)).toEqual(['.00', '.27', '1.20']);
		expect([listed([]), listed([1]), listed([1, 2]), listed([1, 2, 3])]).toEqual([
			'',
			'1',
			'1 and 2',
			'1, 2 and 3'
		]);
	});
});
