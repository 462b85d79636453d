import { describe, expect, it } from 'vitest';
import { shotKey, type Shot } from '#lib/domain/capture.ts';
import { planVisit } from './plan-visit.ts';

/** `desktop-dark-asked` as a shot. */
function shot(key: string): Shot {
	const [viewport, theme, state] = key.split('-');
	return {
		viewport: viewport as Shot['viewport'],
		theme: theme as Shot['theme'],
		state: state ?? null,
		pose: 'rest'
	};
}

describe('planVisit', () => {
	const cases: [
		name: string,
		shots: string[],
		resting: string[],
		compared: string[],
		states: string[]
	][] = [
		['nothing for nothing', [], [], [], []],
		[
			'rest before states',
			['desktop-light-a', 'desktop-light'],
			['desktop-light'],
			[],
			['desktop-light-a']
		],
		[
			'each look once in a row',
			['desktop-light', 'phone-dark', 'desktop-dark', 'phone-light', 'phone-dark'],
			['desktop-light', 'phone-light', 'phone-dark', 'phone-dark', 'desktop-dark'],
			[],
			[]
		],
		[
			'each state once in a row',
			['desktop-light-a', 'desktop-light-b', 'phone-light-a'],
			[],
			['desktop-light', 'phone-light'],
			['desktop-light-a', 'phone-light-a', 'desktop-light-b']
		],
		[
			'a resting look on the side only where it is missing',
			['desktop-light', 'desktop-light-a', 'desktop-dark-a', 'desktop-dark-b'],
			['desktop-light'],
			['desktop-dark'],
			['desktop-light-a', 'desktop-dark-a', 'desktop-dark-b']
		]
	];
	it.each(cases)('plans %s', (_, shots, resting, compared, states) => {
		const plan = planVisit(shots.map(shot));
		expect({
			resting: plan.resting.map(shotKey),
			compared: plan.compared.map(shotKey),
			states: plan.states.map(shotKey)
		}).toEqual({ resting, compared, states });
	});

	it('hands back the very shots it was given', () => {
		const shots = ['desktop-light', 'phone-dark-a'].map(shot);
		const { resting, states } = planVisit(shots);
		expect([...resting, ...states].every((planned) => shots.includes(planned))).toBe(true);
	});
});
