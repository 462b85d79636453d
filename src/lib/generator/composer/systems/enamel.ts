/** Enamelled signs: heavy grotesque, flat fields of deep green and marigold, large type, no lines. */
import type { System } from '#lib/generator/composer/view.ts';

const HEAVY = '"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif';

export const enamel: System = {
	key: 'enamel',
	label: 'heavy grotesque, green and marigold',
	answers: { type: 'grotesque', colour: 'two' },
	tokens: {
		light: {
			ground: '#dcece4',
			sheet: '#f4faf6',
			sunk: '#c6ddd2',
			ink: '#06251f',
			soft: '#31524a',
			line: '#b3cfc2',
			strong: '#0b4a3f',
			accent: '#0b4a3f',
			onAccent: '#f4faf6',
			tint: '#ffc53d',
			onTint: '#261a00',
			warn: '#ffc53d',
			onWarn: '#261a00',
			field: '#0b4a3f',
			onField: '#f4faf6',
			softField: '#bfe0d2'
		},
		dark: {
			ground: '#08221d',
			sheet: '#0f332b',
			sunk: '#17453b',
			ink: '#ecf7f1',
			soft: '#a8cabc',
			line: '#1f5548',
			strong: '#7fb8a3',
			accent: '#ffc53d',
			onAccent: '#261a00',
			tint: '#ffc53d',
			onTint: '#261a00',
			warn: '#ffc53d',
			onWarn: '#261a00',
			field: '#ffc53d',
			onField: '#1f1600',
			softField: '#493703'
		},
		fontText: HEAVY,
		fontHead: HEAVY,
		fontFine: HEAVY,
		size: '1.0625rem',
		sizeHead: 'clamp(2.4rem,5.4vw,4.6rem)',
		weightHead: 800,
		weightStrong: 700,
		leading: 1.42,
		trackHead: '-.035em',
		unit: '.9rem',
		radius: '6px',
		rule: '3px',
		page: '100rem',
		quick: '.18s',
		ease: 'cubic-bezier(.2,.8,.2,1)'
	},
	css: `
.page{padding:0;gap:0}
.head{background:var(--field);color:var(--on-field);padding:clamp(1.25rem,3vw,3rem)}
.head-in{display:grid;gap:calc(var(--u)*1.25);align-content:start}
.head h1{line-height:.98}
.head .brand{font-size:1.3em;letter-spacing:-.02em}
.head .strip dt{color:var(--soft-field)}
main{padding:clamp(1.25rem,3vw,3rem);gap:calc(var(--u)*2)}
.foot{padding:0 clamp(1.25rem,3vw,3rem) calc(var(--u)*4)}
@media (min-width:1000px){
.page{grid-template-columns:minmax(20rem,27%) minmax(0,1fr);grid-template-rows:1fr auto;min-block-size:100vh}
.head{grid-row:1/span 2}
.head-in{position:sticky;inset-block-start:clamp(1.25rem,3vw,3rem)}
.head h1{font-size:clamp(2.2rem,3.5vw,3.9rem)}
.head .strip{display:grid;gap:calc(var(--u)*.75)}
}
.scene{background:var(--tint);color:var(--on-tint);padding:calc(var(--u)*1.75);border-radius:var(--radius)}
.scene .rec-note,.scene dt,.scene .tally-line{color:inherit}
.scene .btn{background:var(--on-tint);border-color:var(--on-tint);color:var(--tint)}
.scene .btn-quiet{background:transparent;color:var(--on-tint)}
.scene :focus-visible{outline-color:var(--on-tint)}
.scene-head{font-size:1.9em;letter-spacing:-.03em}
.opt{background:var(--sunk);padding-inline:1em;font-weight:700}
.opt:has(:checked){background:var(--accent);color:var(--on-accent)}
.opt:has(:checked) span::after{content:"\\00A0\\2713"}
.opt:has(:disabled){background:transparent;box-shadow:inset 0 0 0 2px var(--line)}
.opt:has(:disabled:checked){box-shadow:inset 0 0 0 3px var(--strong);color:var(--ink)}
.row[aria-expanded=true] .opt{color:var(--ink)}
.rows{border:0;gap:.35rem}
.row{background:var(--sheet);border:0;border-radius:var(--radius);padding:calc(var(--u)*1)}
.row .rec-title{font-size:1.15em}
.open{background:var(--sheet);border-radius:var(--radius);padding:calc(var(--u)*1.75)}
.column{background:var(--sunk);border-radius:var(--radius);padding:calc(var(--u)*1)}
.column .rec-note,.column dt{color:var(--soft)}
.column-head{border:0;padding:.2em .2em 0;letter-spacing:-.03em}
.card .rec-title{font-size:1.15em}
.clause{background:var(--sheet);border:0;border-radius:var(--radius);padding:calc(var(--u)*1.25);padding-inline-start:3.6rem;margin-block-end:.35rem}
.clause::before{inset-inline-start:1.1rem;font-size:1.5em}
.clause[data-focus]{border:0;box-shadow:inset 8px 0 0 var(--tint)}
.paper .summary{border:0;background:var(--sunk);border-radius:var(--radius);padding:calc(var(--u)*1.25)}
.paper .summary dt,.summary dt{color:var(--soft)}
.leaf h2{letter-spacing:-.045em}
.tab{border:0;background:var(--sunk);border-radius:var(--radius)}
.tab[aria-pressed=true]{background:var(--accent);color:var(--on-accent)}
.tab[aria-pressed=true] .value{color:inherit}
.bubble{border-radius:1.1rem;border-end-start-radius:0}
.ledger-table th,.ledger-table td{border-block-end:4px solid var(--ground)}
.ledger-table tbody th,.ledger-table tbody td{background:var(--sheet)}
.ledger-table tbody tr>:first-child{padding-inline-start:calc(var(--u)*1)}
.ledger-table thead th:first-child{padding-inline-start:calc(var(--u)*1)}
.ledger-table tr[data-focus]>:first-child{box-shadow:none}
.ledger-table tr[data-focus] .opt{color:var(--ink)}
.ledger-table tr[data-focus] .opt:has(:checked:not(:disabled)){color:var(--on-accent)}
.stop .what{background:var(--sheet);border-radius:var(--radius);padding:calc(var(--u)*1);margin-block-end:.5rem}
.now .scene{border:0}
.moment::before{background:var(--ground)}
.talk .stage .scene{background:var(--tint);border:0;border-radius:1.1rem;border-end-start-radius:0}
.mark{border-radius:99px}
`
};
