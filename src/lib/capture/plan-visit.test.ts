import { describe, expect, it } from 'vitest';
import { shotKey, type Shot } from '#lib/domain/capture.ts';
import { planVisit } from './plan-visit.ts';

/** `desktop-dark-asked` or `desktop-dark:hover` as a shot. */
function shot(key: string): Shot {
	const [shown = '', pose] = key.split(':');
	const [viewport, theme, state] = shown.split('-');
	return {
		viewport: viewport as Shot['viewport'],
		theme: theme as Shot['theme'],
		state: state ?? null,
		pose: (pose ?? 'rest') as Shot['pose']
	};
}

describe('planVisit', () => {
	const cases: [
		name: string,
		shots: string[],
		resting: string[],
		compared: string[],
		states: string[],
		poses?: string[]
	][] = [
		['nothing for nothing', [], [], [], []],
		[
			'poses between rest and states',
			['desktop-light-a', 'desktop-light:hover', 'phone-dark:focus', 'desktop-light'],
			['desktop-light'],
			['phone-dark'],
			['desktop-light-a'],
			['desktop-light:hover', 'phone-dark:focus']
		],
		[
			'poses of a state after its rest',
			['desktop-light-a:hover', 'desktop-light-a', 'desktop-light-b:focus'],
			[],
			['desktop-light'],
			['desktop-light-a', 'desktop-light-a:hover', 'desktop-light-b:focus']
		],
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
	it.each(cases)('plans %s', (_, shots, resting, compared, states, poses = []) => {
		const plan = planVisit(shots.map(shot));
		expect({
			resting: plan.resting.map(shotKey),
			compared: plan.compared.map(shotKey),
			poses: plan.poses.map(shotKey),
			states: plan.states.map(shotKey)
		}).toEqual({ resting, compared, poses, states });
	});

	it('hands back the very shots it was given', () => {
		const shots = ['desktop-light', 'phone-dark-a'].map(shot);
		const { resting, states } = planVisit(shots);
		expect([...resting, ...states].every((planned) => shots.includes(planned))).toBe(true);
	});
});
