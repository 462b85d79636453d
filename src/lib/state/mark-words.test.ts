import { describe, expect, it } from 'vitest';
import { keptOf } from './mark-words.ts';

const put = { kind: 'put' as const };
const retract = { kind: 'retract' as const };

describe('what is kept while Vitrine does not answer', () => {
	it.each([
		[[put], 'One mark is kept here'],
		[[put, put], '2 marks are kept here'],
		[[retract], 'One undo is kept here'],
		[[put, retract, put], '2 marks and one undo are kept here'],
		[[retract, retract, put], 'One mark and 2 undos are kept here']
	])('%j', (waiting, words) => {
		expect(keptOf(waiting)).toContain(`${words} and sent when it does.`);
	});

	it('is nothing where nothing waits', () => expect(keptOf([])).toBeNull());
});
