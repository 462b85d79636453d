/** Tokens by what they are for, as their names and values say it. */

/** What a token can be for. Names are asked in this order, for `--accent-ink` is no ink. */
const ROLES: [role: string, name: RegExp][] = [
	['mono', /mono|code/],
	['display', /display|head(ing)?|title|serif/],
	['family', /font|face|family|sans|type/],
	['radius', /radius|radii|round|corner/],
	['on-accent', /on-?(accent|primary|brand)|(accent|primary|brand)-?(ink|text|fg|contrast)/],
	['accent', /accent|primary|brand|action|highlight|link|cta/],
	['danger', /danger|error|bad|red|alert/],
	['success', /success|ok|good|green/],
	['warning', /warn|caution|amber/],
	['line', /line|border|rule|divider|hair|stroke|edge/],
	['muted', /muted|soft|subtle|faint|dim|secondary|quiet|second/],
	['surface', /surface|card|panel|raised|sheet|pale|tint/],
	['ground', /bg|background|ground|paper|canvas|page|base|sea|body/],
	['ink', /ink|text|fg|fore|copy|wall/],
	['gap', /gap|space|pad|gutter/]
];

type Kind = 'colour' | 'length' | 'family';

function kindOf(value: string): Kind | null {
	if (
		/^(#[0-9a-f]{3,8}|(rgb|hsl|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark)a?\()/i.test(
			value
		)
	)
		return 'colour';
	if (
		/^(black|white|red|blue|green|gray|grey|navy|teal|orange|purple|crimson|tomato|ivory|beige|coral|gold|silver|maroon|olive|indigo)$/i.test(
			value
		)
	)
		return 'colour';
	if (/^-?(\d*\.)?\d+(px|rem|em|%|vw|vh|ch)?$/i.test(value)) return 'length';
	if (
		/^["']?[a-z][\w .-]*["']?\s*,/i.test(value) ||
		/(sans-serif|serif|monospace|system-ui)\s*$/i.test(value)
	)
		return 'family';
	return null;
}

const KINDS: Record<string, Kind> = {
	mono: 'family',
	display: 'family',
	family: 'family',
	radius: 'length',
	gap: 'length'
};

/** What a token is for; null where its name does not say, or its value says otherwise. */
export function roleOf(name: string, value: string): string | null {
	const kind = kindOf(value);
	if (kind === null) return null;
	const spelled = name.slice(2).toLowerCase();
	for (const [role, pattern] of ROLES) {
		if ((KINDS[role] ?? 'colour') === kind && pattern.test(spelled)) return role;
	}
	return kind === 'family' ? 'family' : null;
}

/**
 * Which token of a base takes the place of which: the one of the same name, or else the first of the same role. A token whose role
 * cannot be told is matched by nothing, not even by its name: `--text` is a colour here and a size there.
 * @returns own name → name in the base
 */
export function matchTokens(
	own: ReadonlyMap<string, string>,
	base: ReadonlyMap<string, string>
): Map<string, string> {
	const byRole = new Map<string, string>();
	for (const [name, value] of base) {
		const role = roleOf(name, value);
		if (role !== null && !byRole.has(role)) byRole.set(role, name);
	}
	const matched = new Map<string, string>();
	for (const [name, value] of own) {
		const role = roleOf(name, value);
		if (role === null) continue;
		const same = base.get(name);
		if (same !== undefined && roleOf(name, same) === role) {
			matched.set(name, name);
			continue;
		}
		const counterpart = byRole.get(role);
		if (counterpart !== undefined) matched.set(name, counterpart);
	}
	return matched;
}
