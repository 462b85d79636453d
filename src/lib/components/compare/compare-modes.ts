/** The ways two pictures are laid beside or over each other. */
const COMPARE_MODES = ['side', 'swipe', 'onion', 'blink', 'difference'] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

export const MODE_OPTIONS: { value: CompareMode; label: string; key: string }[] = [
	{ value: 'side', label: 'side by side', key: 'S' },
	{ value: 'swipe', label: 'swipe', key: 'W' },
	{ value: 'onion', label: 'onion', key: 'O' },
	{ value: 'blink', label: 'blink', key: 'hold \\' },
	{ value: 'difference', label: 'difference', key: 'D' }
];

export function nameOfMode(mode: CompareMode): string {
	return MODE_OPTIONS.find(({ value }) => value === mode)?.label ?? mode;
}

/** The mode a key chooses. */
export const MODE_OF_KEY: Record<string, CompareMode> = {
	s: 'side',
	w: 'swipe',
	o: 'onion',
	d: 'difference'
};

/** The mode an address names. */
export function modeOf(params: URLSearchParams): CompareMode {
	return COMPARE_MODES.find((mode) => mode === params.get('mode')) ?? 'side';
}
