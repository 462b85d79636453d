/** Keeps count of what a page asked for, and says it in sentences. */

export type AssetKind = 'picture' | 'style sheet' | 'script' | 'font' | 'film' | 'sound' | 'frame';
const DOES: Record<AssetKind, string> = {
	picture: 'show',
	'style sheet': 'apply',
	script: 'run',
	font: 'load',
	film: 'play',
	sound: 'play',
	frame: 'show'
};
const KINDS = Object.keys(DOES) as AssetKind[];
/** More names than these are only counted. */
const MAX_NAMES = 3;
const MAX_NAME_CHARS = 80;

export class InlineNotes {
	#inlined = new Map<AssetKind, Set<string>>();
	#elsewhere = new Map<AssetKind, Set<string>>();
	#missing = new Map<AssetKind, Set<string>>();
	#others: string[] = [];

	inlined(kind: AssetKind, address: string): void {
		add(this.#inlined, kind, address);
	}
	elsewhere(kind: AssetKind, address: string): void {
		add(this.#elsewhere, kind, address);
	}
	missing(kind: AssetKind, address: string): void {
		add(this.#missing, kind, address);
	}
	say(sentence: string): void {
		if (!this.#others.includes(sentence)) this.#others.push(sentence);
	}

	sentences(): string[] {
		const kept = KINDS.flatMap((kind) => {
			const n = this.#inlined.get(kind)?.size ?? 0;
			return n === 0 ? [] : [counted(n, kind)];
		});
		return [
			...(kept.length === 0 ? [] : [`Put ${listed(kept)} from beside it into the page.`]),
			...KINDS.flatMap((kind) => {
				const n = this.#elsewhere.get(kind)?.size ?? 0;
				const where = n === 1 ? 'on another host' : 'on other hosts';
				return n === 0 ? [] : [`${counted(n, kind)} ${where} will not ${DOES[kind]}.`];
			}),
			...KINDS.flatMap((kind) => {
				const names = [...(this.#missing.get(kind) ?? [])];
				if (names.length === 0) return [];
				const is = names.length === 1 ? 'is' : 'are';
				const told = names.slice(0, MAX_NAMES).map((name) => name.slice(0, MAX_NAME_CHARS));
				const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
				return [
					`${counted(names.length, kind)} ${is} not among the files and will not ${DOES[kind]}: ${told.join(', ')}${more}.`
				];
			}),
			...this.#others
		];
	}
}

function add(to: Map<AssetKind, Set<string>>, kind: AssetKind, address: string): void {
	const known = to.get(kind);
	if (known) known.add(address);
	else to.set(kind, new Set([address]));
}

const counted = (n: number, kind: AssetKind): string => `${n} ${kind}${n === 1 ? '' : 's'}`;

function listed(words: string[]): string {
	const last = words.at(-1) ?? '';
	return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
