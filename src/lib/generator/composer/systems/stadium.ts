/** A games of many sports: a light grotesque on silver, flat fields of sky, grass, sun and orange; each value has its own, and a number. */
import type { System } from '#lib/generator/composer/view.ts';

const UNIVERS =
	'Univers,"Univers Next","Helvetica Neue",Helvetica,"Nimbus Sans","Liberation Sans",Arial,sans-serif';

export const stadium: System = {
	key: 'stadium',
	label: 'light grotesque, silver, flat colours',
	answers: { type: 'grotesque', colour: 'many' },
	tokens: {
		light: {
			ground: '#ccd3d8',
			sheet: '#edf0f2',
			sunk: '#bcc5cc',
			ink: '#10222e',
			soft: '#33454f',
			line: '#a9b5bd',
			strong: '#3b5260',
			accent: '#00507e',
			onAccent: '#ffffff',
			tint: '#7cc8ee',
			onTint: '#04202f',
			warn: '#f28a1d',
			onWarn: '#251000',
			field: '#7cc8ee',
			onField: '#04202f',
			softField: '#0f3a52'
		},
		dark: {
			ground: '#1d2b34',
			sheet: '#2a3b46',
			sunk: '#384d5a',
			ink: '#f1f5f7',
			soft: '#bccbd4',
			line: '#4a6270',
			strong: '#9fb5c1',
			accent: '#8ed3f7',
			onAccent: '#04202f',
			tint: '#8ed3f7',
			onTint: '#04202f',
			warn: '#f7a145',
			onWarn: '#251000',
			field: '#0b6394',
			onField: '#ffffff',
			softField: '#d6eefb'
		},
		fontText: UNIVERS,
		fontHead: UNIVERS,
		fontFine: UNIVERS,
		size: '1rem',
		sizeHead: 'clamp(2.1rem,3.3vw,3.2rem)',
		weightHead: 400,
		weightStrong: 700,
		leading: 1.42,
		trackHead: '-.03em',
		unit: '.9rem',
		radius: '0px',
		rule: '0px',
		page: '104rem',
		quick: '.16s',
		ease: 'ease-out'
	},
	css: `
:root{--flat-0:#3f9a3a;--flat-1:#f6c31c;--flat-2:#f28a1d;--flat-3:#2d8fd0;--flat-4:#9bc53d;--flat-5:#f4e06b;--flat-6:#ec6f3c;--flat-7:#7cc8ee;--on-flat:#06120a}
.page{padding:0;gap:0;max-inline-size:none}
.head{background:var(--field);color:var(--on-field);padding:clamp(1.25rem,2.4vw,2.25rem);position:relative}
.head-in{display:grid;gap:calc(var(--u)*1.1);align-content:start}
.head .brand{font-size:1.25em;letter-spacing:-.02em}
.head h1{line-height:1.02}
.head .strip{gap:4px}
.head .strip .fact{padding:.6em .75em;background:var(--on-field);color:var(--field);display:grid;align-content:space-between;min-inline-size:0}
.head .strip .fact:nth-child(4n+1){background:var(--flat-0);color:var(--on-flat)}
.head .strip .fact:nth-child(4n+2){background:var(--flat-1);color:var(--on-flat)}
.head .strip .fact:nth-child(4n+3){background:var(--flat-2);color:var(--on-flat)}
.head .strip .fact:nth-child(4n+4){background:#fff;color:var(--on-flat)}
.head .strip dt{color:inherit}
main{padding:clamp(1.25rem,2.4vw,2.25rem);padding-block-end:calc(var(--u)*3)}
.foot{padding:0 clamp(1.25rem,2.4vw,2.25rem) calc(var(--u)*3)}
@media (min-width:1000px){
.page{grid-template-columns:minmax(0,1fr) 22.5rem;grid-template-rows:1fr auto;min-block-size:100vh}
.head{grid-column:2;grid-row:1/span 2}
.head-in{position:sticky;inset-block-start:clamp(1.25rem,2.4vw,2.25rem)}
.head .strip{display:grid;grid-template-columns:1fr 1fr}
.head .strip .fact{min-block-size:7rem}
main{grid-column:1;grid-row:1}
.foot{grid-column:1;grid-row:2}
}
@media (max-width:640px){body .head .strip{gap:4px}.head .strip .fact{padding:.4em .6em}}
.scene{background:var(--sheet);padding:calc(var(--u)*1.5);border-block-start:.8rem solid var(--flat-2)}
.scene[data-scene=subject]{border-color:var(--flat-1)}
.scene[data-scene=first]{border-color:var(--flat-0)}
.scene[data-scene=locked]{border-color:var(--strong)}
.scene[data-scene=error]{border-color:var(--on-warn)}
.scene-head{font-size:1.9em;letter-spacing:-.03em}
.small-head{font-weight:700}
.choice{gap:3px}
.opt{background:var(--sunk);padding-inline:1em}
.opt span::before{content:"";display:inline-block;inline-size:.7em;block-size:.7em;margin-inline-end:.55em;background:var(--flat-7)}
${Array.from({ length: 8 }, (_, index) => `.opt[data-option="${index}"] span::before{background:var(--flat-${index})}.opt[data-option="${index}"]:has(:checked){background:var(--flat-${index})}`).join('\n')}
.opt:has(:checked){background:var(--flat-7);color:var(--on-flat);font-weight:700}
.opt:has(:checked) span::before{background:transparent!important;content:"\\2713";inline-size:auto;block-size:auto}
.opt:not(:has(:checked)):not(:has(:disabled)):hover{background:var(--line)}
.opt:has(:disabled){background:transparent!important;box-shadow:inset 0 0 0 1px var(--line)}
.opt:has(:disabled:checked){box-shadow:inset 0 0 0 3px var(--strong);color:var(--ink)}
.btn{border-width:0;border:2px solid var(--accent)}
.mark{font-weight:400}
.rows{border:0;gap:3px}
.row{border:0;background:var(--sheet);padding:calc(var(--u)*.9) calc(var(--u)*1)}
.row .rec-title,.offer .rec-title,.turned-row .rec-title,.stop .rec-title{font-size:1.2em;font-weight:400}
.open{background:var(--sheet);padding:calc(var(--u)*1.5)}
.column{gap:3px}
.column-head{border:0;padding:.7em .8em;background:var(--flat-7);color:var(--on-flat);font-weight:400}
.column[data-column=none] .column-head{background:var(--strong);color:var(--sheet)}
.cards{gap:3px}
.card .rec-title{font-size:1.15em}
.paper .summary{border:0;background:var(--sheet);padding:calc(var(--u)*1.5)}
.clause{border:0;background:var(--sheet);margin-block-end:3px;padding:calc(var(--u)*1.1);padding-inline-start:4.4rem}
.clause[data-focus]{border:0;box-shadow:inset 0 6px 0 var(--flat-1)}
.clause::before{inset-inline-start:0;inset-block:0;inline-size:3.2rem;display:grid;place-items:center;background:var(--flat-7);color:var(--on-flat);font-weight:400}
.leaf{background:var(--sheet);border-inline-start:1.6rem solid var(--flat-7)}
.tab{border:0;background:var(--sheet);box-shadow:inset 0 .5rem 0 var(--line);padding-block-start:1.1rem}
.tab[aria-pressed=true]{background:var(--tint);color:var(--on-tint);box-shadow:none}
.tab[aria-pressed=true] .value{color:inherit}
${Array.from({ length: 8 }, (_, index) => `.column[data-column="${index}"] .column-head,.clause[data-value="${index}"]::before{background:var(--flat-${index})}.leaf[data-value="${index}"]{border-color:var(--flat-${index})}.tab[data-value="${index}"]:not([aria-pressed=true]){box-shadow:inset 0 .5rem 0 var(--flat-${index})}.moment[data-value="${index}"]::before,.channel[data-value="${index}"]:not([data-locked]) .knob{background:var(--flat-${index});outline-color:var(--on-flat)}.thing[data-value="${index}"]:not([data-focus]) .thing-face{background:var(--flat-${index});color:var(--on-flat)}.territory[data-zone="${index}"]{border:.7rem solid var(--flat-${index})}`).join('\n')}
.thing-face .value,.thing-face .lock{color:inherit!important}
.thing-face{border:0;box-shadow:none;border-radius:0}
.thing[data-value=none] .thing-face{background:var(--sheet)}
.thing-face:hover,.thing-face[aria-expanded=true],.thing[data-focus] .thing-face,.thing[data-focus] .thing-face[aria-expanded=true]{box-shadow:0 0 0 4px var(--ink)}
.thing{--tilt:0deg!important}
.thing-back{border:0}
.thing[data-locked] .thing-face{border:6px double var(--on-flat)}
.knob::after{background:var(--on-flat)}
.moment::before{border:0;border-radius:0;background:var(--strong)}
.moment::after{background:var(--strong)}
.now .scene{border-inline-start:0;padding-inline-start:calc(var(--u)*1.5)}
.bubble{border-radius:0}
.talk .stage .scene{border-radius:0;border-inline-start:0;border-block-start:.8rem solid var(--flat-1)}
.ledger-table tbody tr>*{background:var(--sheet);border-block-end:3px solid var(--ground)}
.ledger-table tbody tr>:first-child,.ledger-table thead th:first-child{padding-inline-start:calc(var(--u)*1)}
.ledger-table td:last-child{padding-inline-end:calc(var(--u)*1)}
.ledger-table tr[data-focus] .opt:not(:has(:checked:not(:disabled))){color:var(--ink)}
.ledger-table thead th{border:0}
.territory{border-radius:0;border:.7rem solid var(--strong);box-shadow:none!important}
.land>.territory[data-zone=none]{border:2px dashed var(--strong)}
.pin{border-radius:0;border:0;box-shadow:0 0 0 1px var(--strong)}
.strips{background:transparent;padding:0;gap:3px}
.face{border:.7rem solid var(--flat-7)}
.footnotes{border-block-start:1px solid var(--strong)}
.footnote{padding-block-end:.4em}
`
};
