/** Station signage: narrow grotesque at full width, white, one cobalt, thick bars and no corners. */
import type { System } from '#lib/generator/composer/view.ts';

const NARROW =
	'"Arial Narrow","Liberation Sans Narrow","Helvetica Neue Condensed","Roboto Condensed","DejaVu Sans Condensed",sans-serif';

export const platform: System = {
	key: 'platform',
	label: 'narrow type, one blue',
	answers: { type: 'narrow', colour: 'one-hue' },
	tokens: {
		light: {
			ground: '#ffffff',
			sheet: '#f1f3f8',
			sunk: '#e4e8f1',
			ink: '#0b1020',
			soft: '#4a5268',
			line: '#cdd3e0',
			strong: '#0b1020',
			accent: '#0a3fc4',
			onAccent: '#ffffff',
			tint: '#dbe5ff',
			onTint: '#0b1020',
			warn: '#0b1020',
			onWarn: '#ffffff',
			field: '#0a3fc4',
			onField: '#ffffff',
			softField: '#dbe5ff'
		},
		dark: {
			ground: '#0c1226',
			sheet: '#151d38',
			sunk: '#1e2848',
			ink: '#f2f5ff',
			soft: '#aab5d4',
			line: '#303b60',
			strong: '#c6d2f5',
			accent: '#86a8ff',
			onAccent: '#0a1026',
			tint: '#233468',
			onTint: '#f2f5ff',
			warn: '#f2f5ff',
			onWarn: '#0c1226',
			field: '#1238a6',
			onField: '#ffffff',
			softField: '#d3deff'
		},
		fontText: NARROW,
		fontHead: NARROW,
		fontFine: NARROW,
		size: '1.125rem',
		sizeHead: 'clamp(2.4rem,4.6vw,4rem)',
		weightHead: 700,
		weightStrong: 700,
		leading: 1.36,
		trackHead: '-.015em',
		unit: '.8rem',
		radius: '0px',
		rule: '4px',
		page: '90rem',
		quick: '.14s',
		ease: 'steps(3,end)'
	},
	css: `
.page{padding-block-start:0}
.head{background:var(--field);color:var(--on-field);margin-inline:calc(50% - 50vw);padding:calc(var(--u)*1.5) max(clamp(1rem,4vw,3rem),calc(50vw - 42rem))}
.head-in{display:grid;gap:calc(var(--u)*1) 3rem}
.head h1{line-height:.95;max-inline-size:18ch}
.head .brand{font-size:1.25em}
.head .brand::before{content:"";display:inline-block;inline-size:1.05em;block-size:.62em;background:var(--on-field);margin-inline-end:.5em;clip-path:polygon(0 0,70% 0,100% 50%,70% 100%,0 100%)}
[dir=rtl] .head .brand::before{scale:-1 1}
.head .lead{color:var(--soft-field)}
.head .strip dt{color:var(--soft-field)}
html{overflow-x:clip}
@media (min-width:900px){.head-in{grid-template-columns:minmax(0,1fr) minmax(18rem,32rem)}.head .brand{grid-column:1/-1}.head h1{grid-row:2/span 2}.head .lead{grid-column:2;grid-row:2}.head .strip{grid-column:2;grid-row:3;align-self:start}}
.scene{border-block-start:6px solid var(--accent);padding-block-start:calc(var(--u)*1)}
.scene-head{font-size:2em}
.scene-name{color:var(--accent)}
.scene[data-scene=error] .scene-name{color:inherit}
.choice{gap:0;padding:2px 0 0 2px;inline-size:fit-content;max-inline-size:100%}
.opt{padding-inline:1em;border-radius:0;border:2px solid var(--strong);margin:-2px 0 0 -2px}
.opt:has(:checked){background:var(--accent);color:var(--on-accent);font-weight:700}
.opt:has(:disabled):not(:has(:checked)){background:repeating-linear-gradient(-45deg,transparent 0 5px,var(--line) 5px 6px)}
.opt:has(:disabled:checked){background:var(--ink);color:var(--ground)}
.opt:not(:has(:disabled)):not(:has(:checked)):hover{background:var(--sunk)}
.column-head,.leaf h2{text-transform:none}
.card,.leaf{border-block-start:6px solid var(--ink)}
.bubble{border-block-start:4px solid var(--ink)}
.turn-out .bubble{border-color:var(--accent)}
`
};
