/** Briefs that the composer's tests share: the sample, one without data, one with many records, a hostile one, one read from the right. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { BriefContent } from '#lib/domain/brief.ts';

/** The sample brief, taken apart by hand: reading brief files is another module's business. */
export function sampleBrief(): BriefContent {
	const file = readFileSync(
		new URL('../../../../samples/how-much-alone/brief.md', import.meta.url),
		'utf8'
	);
	const [, front = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(file) ?? [];
	const sampleData: unknown[] = [];
	const purpose = body.replace(/^```json\n([\s\S]*?)^```$/gm, (_, json: string) => {
		sampleData.push(JSON.parse(json));
		return '';
	});
	return BriefContent.parse({ ...parse(front), purpose, sampleData });
}

export const PLAIN_BRIEF = BriefContent.parse({
	title: 'Leave a shared kitchen clean',
	audience: 'Eight people who share one kitchen and no calendar.',
	purpose: [
		'People forget what they agreed. The page says who does what this week and lets anyone swap.',
		'',
		'- Say whose turn it is: in one look, from the door',
		'- Swap a turn with somebody who agrees',
		'- See what was left undone last week',
		'- Thank someone',
		'- `done`: everything is clean',
		'',
		'It hangs on the fridge, on an old tablet.'
	].join('\n'),
	states: ['first run', 'my turn', 'error', 'loading', 'empty', 'done']
});

const INVOICE_STATES = ['paid', 'open', 'overdue', 'disputed'];
export const LARGE_BRIEF = BriefContent.parse({
	title: 'Invoices that need a person',
	purpose: 'Accounts receivable sees what is late and decides what happens next.',
	states: ['all', 'overdue', 'locked'],
	sampleData: [
		{
			company: 'Nordwind Tools',
			invoices: Array.from({ length: 340 }, (_, index) => ({
				id: `INV-${1000 + index}`,
				customer: { name: `Bakery ${index}`, city: 'Malmö' },
				issued: `2026-0${1 + (index % 9)}-1${index % 9}`,
				amount: 120.5 + index,
				currency: 'EUR',
				status: INVOICE_STATES[index % 4]
			}))
		}
	]
});

export const HOSTILE_BRIEF = BriefContent.parse({
	title: '</title><script>alert(1)</script> "quoted" & <b>bold</b> ```html',
	audience: '<img src=x onerror=alert(2)>',
	purpose: [
		'<script>window.hacked=1</script> A feature.',
		'',
		'- `<svg onload=alert(3)>`: bullet',
		'- </script><script>window.hacked=2</script>',
		'- [link](javascript:alert(1))'
	].join('\n'),
	states: ['constructor', 'hasOwnProperty', 'toString'],
	brand: { name: '"><script>window.hacked=3</script>' },
	sampleData: [
		JSON.parse(
			'{"items":[{"name":"</script><script>window.hacked=4</script>","status":"<b>on</b>","__proto__":"x","note":"\\u2028 \\u0000 \\ud800 -->"},{"name":"<!--","status":"off\\"","note":"]]>","constructor":"y"},{"name":"${x}","status":"off\\"","note":"{{y}}"}],"<i>key</i>":"value","constructor":{"a":"<script>1</script>"},"__proto__":{"b":"c"}}'
		)
	]
});

export const RTL_BRIEF = BriefContent.parse({
	title: 'מי מוציא את הכלב הערב?',
	audience: 'משפחה עם כלב אחד',
	purpose: 'הדף מראה מי אחראי לכל טיול. אפשר להתחלף בלחיצה אחת.\n\n- `taken`: הטיול נלקח.',
	states: ['open', 'taken'],
	sampleData: [
		{
			walks: [
				{ name: 'טיול בוקר', at: '07:00', who: 'דנה', status: 'taken' },
				{ name: 'טיול צהריים', at: '13:30', who: 'יואב', status: 'open' },
				{ name: 'טיול ערב', at: '20:00', who: 'נועה', status: 'open' }
			]
		}
	]
});

export const EMPTY_BRIEF = BriefContent.parse({ title: 'Nothing but a title', purpose: '' });
