/** Paper slips off a printer: typewriter columns, no colour at all, dashes where it tears, black where it matters. */
import type { System } from '#lib/generator/composer/view.ts';

const MONO = 'ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono","DejaVu Sans Mono",monospace';

export const slip: System = {
	key: 'slip',
	label: 'typewriter, no colour, tear lines',
	answers: { type: 'mono', colour: 'none' },
	tokens: {
		light: {
			ground: '#d9dbdc',
			sheet: '#fbfbfa',
			sunk: '#e9eaea',
			ink: '#161717',
			soft: '#474a4b',
			line: '#b4b8ba',
			strong: '#3a3d3e',
			accent: '#161717',
			onAccent: '#fbfbfa',
			tint: '#161717',
			onTint: '#fbfbfa',
			warn: '#161717',
			onWarn: '#fbfbfa',
			field: '#fbfbfa',
			onField: '#161717',
			softField: '#474a4b'
		},
		dark: {
			ground: '#242627',
			sheet: '#323536',
			sunk: '#3d4142',
			ink: '#f1f2f2',
			soft: '#c3c7c9',
			line: '#5b6062',
			strong: '#b4b9bb',
			accent: '#f1f2f2',
			onAccent: '#1b1c1d',
			tint: '#f1f2f2',
			onTint: '#1b1c1d',
			warn: '#f1f2f2',
			onWarn: '#1b1c1d',
			field: '#323536',
			onField: '#f1f2f2',
			softField: '#c3c7c9'
		},
		fontText: MONO,
		fontHead: MONO,
		fontFine: MONO,
		size: '.9375rem',
		sizeHead: 'clamp(1.5rem,3vw,2.1rem)',
		weightHead: 700,
		weightStrong: 700,
		leading: 1.5,
		trackHead: '-.02em',
		unit: '.75rem',
		radius: '0px',
		rule: '1px',
		page: '76rem',
		quick: '.08s',
		ease: 'steps(2,end)'
	},
	css: `
code{font-size:1em}
.page{gap:0;padding-block:calc(var(--u)*3)}
.head,main,.foot{background:var(--sheet);padding:calc(var(--u)*2) clamp(1rem,3vw,2.5rem);min-inline-size:0}
.head{border-block-start:10px solid var(--ink)}
main,.foot{border-block-start:2px dashed var(--ground);position:relative}
main::before,main::after{content:"";position:absolute;inset-block-start:-9px;inline-size:16px;block-size:16px;border-radius:50%;background:var(--ground)}
main::before{inset-inline-start:-8px}
main::after{inset-inline-end:-8px}
.head-in{display:grid;gap:calc(var(--u)*1)}
.head .strip{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:.1rem 2.5rem;padding-block-start:calc(var(--u)*.5)}
.strip .fact{display:flex;justify-content:space-between;gap:1rem;border-block-end:1px dotted var(--strong)}
.strip dd{text-align:end;min-inline-size:0}
.strip dt,.facts dt{font-size:1em}
.facts .fact{border-block-end:1px dotted var(--line)}
@media (min-width:900px){.head-in{grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:3rem}.head .brand,.head .strip{grid-column:1/-1}}
.scene{border:1px dashed var(--strong);padding:calc(var(--u)*1.5)}
.scene-label{inline-size:100%;justify-content:space-between}
.scene-name{background:var(--ink);color:var(--sheet);padding-inline:.6em}
.scene[data-scene=error] .scene-name{background:var(--on-warn);color:var(--warn)}
.scene-head{font-size:1.3em}
.opt{padding-inline:.2em;gap:0;min-block-size:2rem}
.choice{gap:0 1.2em}
.opt span::before{content:"[ ] ";white-space:pre}
.opt:has(:checked) span::before{content:"[x] "}
.opt:has(:checked) span{font-weight:700}
.opt:has(:disabled) span::before{content:"[-] "}
.opt:has(:disabled:checked) span::before{content:"[=] "}
.opt:not(:has(:disabled)):hover span{background:var(--ink);color:var(--sheet)}
.btn{min-block-size:2.25rem}
.btn::before{content:">\\00A0"}
.card{border:1px solid var(--strong);background:var(--sheet)}
.card[data-focus]{outline-width:3px}
.column-head{font-size:1em;border-block-end:2px solid var(--ink)}
.leaf{border:1px dashed var(--strong);background:var(--sheet)}
.leaf h2{font-size:clamp(1.6rem,5cqi,2.8rem)}
.bubble{border:1px solid var(--strong)}
.talk .stage .scene{border:1px solid var(--strong);border-inline-start-width:8px}
.tab{border-block-start:1px dashed var(--strong)}
.tab[aria-pressed=true]{background:var(--ink);color:var(--sheet);border-block-start:1px solid var(--ink)}
.tab[aria-pressed=true] .value{color:inherit}
.row[aria-expanded=true]:focus-visible,.tab[aria-pressed=true]:focus-visible{outline-offset:3px}
.row[aria-expanded=true] .mark,tr[data-focus] .mark{background:var(--sheet);color:var(--ink)}
.bar{background:repeating-linear-gradient(90deg,var(--line) 0 .5em,transparent .5em .75em)}
`
};
