/** Felt and wood: a humanist sans on blush grey, round wells to press into, each value in a dye of its own. */
import type { System } from '#lib/generator/composer/view.ts';

const HUMANIST =
	'"Gill Sans","Gill Sans Nova",Seravek,"Trebuchet MS",Verdana,"DejaVu Sans",sans-serif';

export const felt: System = {
	key: 'felt',
	label: 'humanist sans, round wells, dyes',
	answers: { type: 'grotesque', colour: 'many' },
	tokens: {
		light: {
			ground: '#ece3e4',
			sheet: '#faf6f6',
			sunk: '#e0d4d6',
			ink: '#2a1c24',
			soft: '#5e4a54',
			line: '#d2c2c6',
			strong: '#836b76',
			accent: '#8c2450',
			onAccent: '#fff7fa',
			tint: '#f7d9e2',
			onTint: '#3d0c22',
			warn: '#7a2f00',
			onWarn: '#fff5ec',
			field: '#ece3e4',
			onField: '#2a1c24',
			softField: '#5e4a54'
		},
		dark: {
			ground: '#251b21',
			sheet: '#33272e',
			sunk: '#41323a',
			ink: '#f8eef1',
			soft: '#cdb8c0',
			line: '#54424b',
			strong: '#b096a2',
			accent: '#f4a3c0',
			onAccent: '#35091d',
			tint: '#5d2640',
			onTint: '#ffeaf1',
			warn: '#ffcfa8',
			onWarn: '#3a1600',
			field: '#251b21',
			onField: '#f8eef1',
			softField: '#cdb8c0'
		},
		fontText: HUMANIST,
		fontHead: HUMANIST,
		fontFine: HUMANIST,
		size: '.9375rem',
		sizeHead: 'clamp(1.8rem,3.4vw,2.7rem)',
		weightHead: 600,
		weightStrong: 700,
		leading: 1.55,
		trackHead: '-.02em',
		unit: '.95rem',
		radius: '16px',
		rule: '2px',
		page: '80rem',
		quick: '.22s',
		ease: 'cubic-bezier(.3,1.4,.5,1)'
	},
	css: `
:root{--dye-0:#1f5c4a;--dye-1:#7a4a00;--dye-2:#2d4f96;--dye-3:#8c2450;--dye-4:#5a4a1f;--dye-5:#5c3a86;--on-dye:#ffffff}
@media (prefers-color-scheme:dark){:root{--dye-0:#8fdcc0;--dye-1:#f2c26b;--dye-2:#a9c5ff;--dye-3:#f4a3c0;--dye-4:#d8cb94;--dye-5:#d0b5f5;--on-dye:#1f161b}}
.page{padding-block-start:calc(var(--u)*2);gap:calc(var(--u)*2)}
.head-in{display:grid;gap:calc(var(--u)*.9)}
.head .brand{inline-size:fit-content;background:var(--ink);color:var(--ground);border-radius:99px;padding:.2em 1em}
.head .strip .fact{display:flex;align-items:baseline;gap:.6em;background:var(--sunk);border-radius:14px;padding:.4em 1em}
.head .strip{gap:.5rem}
.strip dt{color:var(--soft)}
@media (max-width:640px){.head .strip .fact{display:block;padding:.3em .9em}}
@media (min-width:900px){.head-in{grid-template-columns:minmax(0,6fr) minmax(0,5fr);column-gap:calc(var(--u)*4);align-items:end}.head .brand,.head .strip{grid-column:1/-1}}
.scene,.activity,.subject,.open,.column,.standing,.ledger-top>.summary,.paper .summary,.leaf,.then>.summary{background:var(--sheet);border-radius:calc(var(--radius)*1.25);padding:calc(var(--u)*1.5);border:0}
.talk .activity{padding:0;background:none}
.scene[data-scene=error]{background:var(--warn)}
.scene{box-shadow:inset 0 0 0 2px var(--accent)}
.now .scene{border:0;padding-inline-start:calc(var(--u)*1.5)}
.talk .stage .scene{border:0;border-radius:calc(var(--radius)*1.25);border-end-start-radius:4px}
.scene-name{color:var(--accent)}
.scene[data-scene=error] .scene-name{color:inherit}
.choice{gap:4px;background:var(--sunk);border-radius:99px;padding:4px;inline-size:fit-content;max-inline-size:100%}
.choice:has(.opt:nth-of-type(4)){border-radius:22px}
.opt{border-radius:99px;min-block-size:2.1rem;padding-inline:1em}
.opt:has(:checked){background:var(--accent);color:var(--on-dye);font-weight:700}
.opt[data-option="0"]:has(:checked){background:var(--dye-0)}
.opt[data-option="1"]:has(:checked){background:var(--dye-1)}
.opt[data-option="2"]:has(:checked){background:var(--dye-2)}
.opt[data-option="3"]:has(:checked){background:var(--dye-3)}
.opt[data-option="4"]:has(:checked){background:var(--dye-4)}
.opt[data-option="5"]:has(:checked){background:var(--dye-5)}
.opt:has(:disabled:checked){background:var(--ink)!important;color:var(--ground)}
.opt:has(:checked) span::before{content:"\\25CF\\00A0";font-size:.8em}
.btn{border-radius:99px}
.btn-quiet{border-color:var(--strong)}
.mark{border-radius:99px}
.rows{border:0;background:var(--sheet);border-radius:calc(var(--radius)*1.25);padding:.5rem;column-gap:1rem}
.row{border:0;border-radius:var(--radius);padding:calc(var(--u)*.8) calc(var(--u)*1)}
.open{background:var(--sheet);padding:calc(var(--u)*1.2)}
.column-head{border:0;padding:0 .3em;font-size:1.2em}
.column[data-column="0"] .column-head{color:var(--dye-0)}
.column[data-column="1"] .column-head{color:var(--dye-1)}
.column[data-column="2"] .column-head{color:var(--dye-2)}
.column[data-column="3"] .column-head{color:var(--dye-3)}
.column[data-column="4"] .column-head{color:var(--dye-4)}
.column[data-column="5"] .column-head{color:var(--dye-5)}
.card{background:var(--ground)}
.tab{border:0;background:var(--sunk);border-radius:var(--radius)}
.tab[aria-pressed=true]{background:var(--sheet);box-shadow:inset 0 0 0 2px var(--accent)}
.tab:hover{background:var(--sheet)}
.bubble{border-radius:calc(var(--radius)*1.25);border-end-start-radius:4px}
.clause{background:var(--sheet);border:0;border-radius:var(--radius);padding:calc(var(--u)*1.1);padding-inline-start:3.4rem;margin-block-end:.5rem}
.clause::before{inset-inline-start:1.2rem;inset-block-start:calc(var(--u)*1.1);color:var(--accent)}
.clause[data-focus]{border:0;box-shadow:inset 0 0 0 2px var(--accent)}
.margin{font-size:1em}
.ledger-table tbody tr>*{background:var(--sheet)}
.ledger-table{border-collapse:separate;border-spacing:0 6px}
.ledger-table tbody tr>:first-child{border-start-start-radius:var(--radius);border-end-start-radius:var(--radius);padding-inline-start:1.1rem}
.ledger-table tbody tr>:last-child{border-start-end-radius:var(--radius);border-end-end-radius:var(--radius);padding-inline-end:1.1rem}
.ledger-table th,.ledger-table td,.ledger-table thead th{border:0}
.ledger-table tr[data-focus]>:first-child{box-shadow:none;padding-inline-start:1.1rem}
.standing{background:var(--sheet)}
.standing .moment::before{background:var(--sheet)}
.standing .stop[data-value="0"]::before{background:var(--accent)}
@container main (max-width:44rem){.ledger-table tr{border:0;background:var(--sheet);border-radius:var(--radius);padding:1rem;margin-block-end:.6rem}.ledger-table tbody tr>*{background:none;border-radius:0}.ledger-table tbody tr>:first-child,.ledger-table tr[data-focus]>:first-child{padding-inline-start:0}}
`
};
