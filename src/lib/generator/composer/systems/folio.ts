/** A printed notebook: book serif on sage, forest ink, bronze for what is chosen. Hanging heads, no boxes. */
import type { System } from '#lib/generator/composer/view.ts';

const SERIF =
	'"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua","Liberation Serif",Georgia,serif';

export const folio: System = {
	key: 'folio',
	label: 'book serif, sage and bronze',
	answers: { type: 'serif', colour: 'two' },
	tokens: {
		light: {
			ground: '#e6ece4',
			sheet: '#f3f6f1',
			sunk: '#d8e1d5',
			ink: '#18281f',
			soft: '#44564b',
			line: '#b9c7b9',
			strong: '#2f4a3b',
			accent: '#714400',
			onAccent: '#fdf8ee',
			tint: '#f0e2c4',
			onTint: '#2c1d02',
			warn: '#5b2015',
			onWarn: '#fdf3ee',
			field: '#e6ece4',
			onField: '#18281f',
			softField: '#44564b'
		},
		dark: {
			ground: '#14201a',
			sheet: '#1c2b23',
			sunk: '#26382e',
			ink: '#e9f0e6',
			soft: '#adbdb0',
			line: '#3b5145',
			strong: '#9db5a4',
			accent: '#e5b668',
			onAccent: '#1e1402',
			tint: '#473713',
			onTint: '#fbefd6',
			warn: '#f3c3b4',
			onWarn: '#32100a',
			field: '#14201a',
			onField: '#e9f0e6',
			softField: '#adbdb0'
		},
		fontText: SERIF,
		fontHead: SERIF,
		fontFine: SERIF,
		size: '1.125rem',
		sizeHead: 'clamp(2.2rem,4vw,3.2rem)',
		weightHead: 400,
		weightStrong: 700,
		leading: 1.5,
		trackHead: '-.01em',
		unit: '.9rem',
		radius: '2px',
		rule: '1px',
		page: '72rem',
		quick: '.24s',
		ease: 'ease-out'
	},
	css: `
.page{padding-block-start:calc(var(--u)*2)}
.head-in{display:grid;gap:calc(var(--u)*.7);justify-items:center;text-align:center}
.head .brand{font-style:italic;font-weight:400;font-size:1.15em;color:var(--accent)}
.head h1{max-inline-size:32ch}
.head .lead{font-size:1.08em;max-inline-size:66ch}
.head .strip{justify-content:center;gap:.4rem 0;font-size:.95em}
.head .strip .fact{display:inline-flex;gap:.4em;padding-inline:1em}
.head .strip .fact+.fact{border-inline-start:1px solid var(--strong)}
@media (max-width:640px){.head .strip .fact{flex-wrap:wrap;gap:0 .4em;padding-inline:0!important;border:0!important}.head .strip .fact,.head-in{justify-content:start;justify-items:start;text-align:start}}
.head .strip dt{font-style:italic;font-size:1em}
.head .strip dd{font-weight:400}
dt,.small-head,.scene-name,.who,.place{font-style:italic;font-weight:400}
.small-head,.scene-name{font-size:1.12em;color:var(--accent)}
.scene[data-scene=error] .scene-name{color:inherit}
.scene{padding-inline-start:calc(var(--u)*2);border-inline-start:1px solid var(--accent)}
.scene-head{font-size:1.85em}
.opt{padding-inline:.35em;border-radius:0;min-block-size:2.25rem}
.choice{gap:0 .9em}
.opt span{border-block-end:1px dotted var(--strong)}
.opt:has(:checked) span{font-weight:700;font-style:italic;color:var(--accent);border-block-end:2px solid var(--accent)}
.opt:has(:checked) span::before{content:"\\2713\\00A0";font-style:normal}
.opt:has(:disabled) span{border-block-end-style:none}
.opt:has(:disabled:checked) span{color:var(--ink);border-block-end:3px double var(--strong)}
.opt:hover span{color:var(--accent)}
.btn{border-radius:999px;font-weight:400;font-style:italic;padding-inline:1.4em}
.mark{background:transparent;color:var(--accent);font-style:italic;font-weight:400;padding-inline:0;font-size:.95em}
[aria-expanded=true] .mark,tr[data-focus] .mark{padding-inline:.5em}
.lock{font-style:italic}
.card{background:transparent;padding:calc(var(--u)*1) 0;border-block-end:1px solid var(--line)}
.card[data-focus]{outline:0;border-block-end:2px solid var(--accent);background:linear-gradient(transparent,var(--sheet))}
.leaf{background:transparent;justify-items:center;text-align:center;border-block:1px solid var(--strong)}
.leaf .choice{justify-content:center}
.leaf .facts{text-align:start}
.rows{border-block-width:1px}
.row[aria-expanded=true]{background:var(--sheet);color:var(--ink);box-shadow:inset 3px 0 0 var(--accent)}
.row[aria-expanded=true] .mark{background:var(--tint);color:var(--on-tint)}
.tab[aria-pressed=true]{background:transparent;font-style:italic}
.bubble{border-radius:1.2rem;border-end-start-radius:0}
.talk .stage .scene{border-radius:1.2rem;border-end-start-radius:0}
`
};
