/** A theatre programme: one oxblood in all its depths on rose paper, a display serif set as large as the page will bear, italics for what is chosen. */
import type { System } from '#lib/generator/composer/view.ts';

const DIDONE =
	'"Bodoni 72","Bodoni MT",Didot,"Playfair Display","Liberation Serif","Times New Roman",serif';
const TEXT = 'Charter,"Bitstream Charter","Sitka Text",Cambria,"DejaVu Serif Condensed",serif';

export const programme: System = {
	key: 'programme',
	label: 'display serif, oxblood on rose',
	answers: { type: 'serif', colour: 'one-hue' },
	tokens: {
		light: {
			ground: '#f3d9d8',
			sheet: '#fbeeec',
			sunk: '#e9c5c4',
			ink: '#37060f',
			soft: '#6f2a33',
			line: '#d9a6a7',
			strong: '#7d1a28',
			accent: '#7d1024',
			onAccent: '#fdeeec',
			tint: '#7d1024',
			onTint: '#fdeeec',
			warn: '#37060f',
			onWarn: '#fbe3e1',
			field: '#6a0d1e',
			onField: '#fbe3e1',
			softField: '#f0bdbc'
		},
		dark: {
			ground: '#2b060e',
			sheet: '#3c0b16',
			sunk: '#4f1220',
			ink: '#fbe6e4',
			soft: '#e3aeb0',
			line: '#6b2430',
			strong: '#c9767e',
			accent: '#ffa9a6',
			onAccent: '#3a0610',
			tint: '#ffc5c1',
			onTint: '#3a0610',
			warn: '#fbe6e4',
			onWarn: '#3a0610',
			field: '#8c1229',
			onField: '#fff0ee',
			softField: '#ffcfcb'
		},
		fontText: TEXT,
		fontHead: DIDONE,
		fontFine: TEXT,
		size: '1rem',
		sizeHead: 'clamp(2.6rem,6.6vw,6rem)',
		weightHead: 400,
		weightStrong: 700,
		leading: 1.48,
		trackHead: '-.025em',
		unit: '.85rem',
		radius: '0px',
		rule: '2px',
		page: '88rem',
		quick: '.26s',
		ease: 'cubic-bezier(.2,.6,.2,1)'
	},
	css: `
html{overflow-x:clip}
.page{padding-block-start:0;gap:calc(var(--u)*2.5)}
.head{background:var(--field);color:var(--on-field);margin-inline:calc(50% - 50vw);padding:calc(var(--u)*1.5) max(clamp(1rem,4vw,3rem),calc(50vw - 41rem)) calc(var(--u)*1.25)}
.head-in{display:grid;gap:calc(var(--u)*.9) 3rem}
.head .brand{font-family:var(--font-head);font-style:italic;font-weight:400;font-size:1.7em;line-height:1;color:var(--soft-field)}
.head h1{line-height:.96;text-wrap:balance}
.head .lead{font-size:.98em;color:var(--on-field);max-inline-size:58ch}
.head .strip{display:grid;gap:.15rem 1.5rem;font-size:.92em;align-content:start}
.head .strip .fact{display:grid;grid-template-columns:auto minmax(1rem,1fr) auto;align-items:baseline;gap:.5em}
.head .strip .fact::before{content:"";order:1;border-block-end:2px dotted var(--soft-field);block-size:.7em}
.head .strip dd{order:2;min-inline-size:0;font-weight:400}
.head .strip dt{color:var(--soft-field);font-size:1em}
@media (min-width:900px){.head-in{grid-template-columns:minmax(0,1fr) minmax(18rem,26rem)}.head .brand{grid-column:1}.head h1{grid-column:1/-1}.head .strip{grid-column:2;grid-row:3}.head .lead{grid-row:3}}
.scene{border-block:2px solid var(--strong);padding-block:calc(var(--u)*1.1)}
.scene-name{font-family:var(--font-head);font-style:italic;font-weight:400;font-size:1.35em;line-height:1.2;color:var(--accent)}
.scene[data-scene=error] .scene-name{color:inherit}
.scene[data-scene=error]{padding:calc(var(--u)*1.5)}
.scene-head{font-size:2.3em;letter-spacing:-.02em;line-height:1.02}
.scene-label{align-items:baseline}
.rec-title{font-weight:700}
.small-head{font-family:var(--font-head);font-style:italic;font-weight:400;font-size:1.55em}
.value,.sum dd,.said .value{font-family:var(--font-head);font-style:italic;font-weight:400;font-size:1.2em;letter-spacing:-.01em}
.value::before{display:none!important}
.opt{font-family:var(--font-head);font-size:1.3em;line-height:1;padding-inline:.55em;min-block-size:2rem;border-radius:99px;box-shadow:inset 0 0 0 1px var(--strong)}
.choice{gap:.3em}
.opt:has(:checked){font-style:italic;background:var(--accent);color:var(--on-accent)}
.opt:not(:has(:disabled)):not(:has(:checked)):hover{background:var(--sunk)}
.opt:has(:disabled){box-shadow:none;border-radius:0;border-block-end:1px dashed var(--strong)}
.opt:has(:disabled:checked){background:transparent;color:var(--ink);border-block-end:4px double var(--strong)}
.btn{border-radius:99px;padding-inline:1.5em}
.mark{border-radius:99px;padding-inline:.8em}
.row[aria-expanded=true] .mark,tr[data-focus] .mark,.thing[data-focus] .mark{background:var(--on-tint);color:var(--tint)}
.row .rec-title,.card .rec-title,.clause .rec-title,.offer .rec-title,.stop .rec-title,.ledger-table .rec-title,.turned-row .rec-title,.channel .rec-title{font-family:var(--font-head);font-weight:400;font-size:1.5em;line-height:1.12;letter-spacing:-.015em}
.row[aria-expanded=true] .value{color:inherit}
.row[aria-expanded=true]:focus-visible{outline-offset:3px}
.open h2,.leaf h2{font-style:italic;letter-spacing:-.03em}
.leaf{background:var(--field);color:var(--on-field)}
.leaf .place,.leaf .leaf-note,.leaf dt,.leaf .rec-note{color:var(--soft-field)}
.leaf .opt{box-shadow:inset 0 0 0 1px var(--soft-field)}
.leaf .opt:has(:disabled){box-shadow:none}
.leaf .opt:has(:checked){background:var(--on-field);color:var(--field)}
.leaf .opt:not(:has(:disabled)):not(:has(:checked)):hover{background:transparent;text-decoration:underline}
.leaf .opt:has(:disabled:checked){background:transparent;color:var(--on-field);border-color:var(--on-field)}
.leaf .lock{color:inherit;border-color:currentColor}
.leaf .mark{background:var(--on-field);color:var(--field)}
.leaf :focus-visible,.leaf .opt:has(:focus-visible){outline-color:var(--on-field)}
.tab{border-block-start-width:2px}
.tab[aria-pressed=true]{background:transparent;border-block-start-width:8px}
.card{background:transparent;border-block-start:2px solid var(--strong);padding-inline:0}
.card[data-focus]{outline:0;border-block-start:8px solid var(--accent)}
.column-head{font-style:italic;font-size:2em;border:0;padding:0}
.clause::before{font-style:italic;font-size:2.2em;color:var(--accent)}
.bubble,.talk .stage .scene{border:0;border-radius:0}
.talk .stage .scene{border-inline-start:5px solid var(--accent)}
.turn-out .bubble{border-radius:0}
.zone-name{font-style:italic;font-size:1.8em}
.meter{font-size:1.05em}
.hub{font-style:italic;font-size:1.5em}
.channel .value{font-size:1.7em}
.thing-face .rec-title{font-size:1.9em}
.thing-face .value{font-style:italic}
.word{font-style:italic}
.sentence .rec-title{font-weight:400}
`
};
