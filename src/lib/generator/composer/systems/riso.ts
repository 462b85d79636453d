/** A gig poster off a stencil duplicator: condensed capitals in blue ink over yellow dots, a little out of register. */
import type { System } from '#lib/generator/composer/view.ts';

const POSTER =
	'Impact,Haettenschweiler,"Franklin Gothic Condensed","League Gothic","Liberation Sans Narrow","Arial Narrow",sans-serif';
const TEXT = '"Franklin Gothic Book","Trebuchet MS","Segoe UI","DejaVu Sans Condensed",sans-serif';

export const riso: System = {
	key: 'riso',
	label: 'poster capitals, blue over yellow dots',
	answers: { type: 'narrow', colour: 'two' },
	tokens: {
		light: {
			ground: '#ffe873',
			sheet: '#fff6c4',
			sunk: '#ffdc3d',
			ink: '#1a2a86',
			soft: '#33419a',
			line: '#c9b95a',
			strong: '#1a2a86',
			accent: '#1a2a86',
			onAccent: '#fff6c4',
			tint: '#1a2a86',
			onTint: '#fff1a3',
			warn: '#1a2a86',
			onWarn: '#fff1a3',
			field: '#ffe873',
			onField: '#1a2a86',
			softField: '#2c3a95'
		},
		dark: {
			ground: '#121c66',
			sheet: '#1a267c',
			sunk: '#25339a',
			ink: '#ffe873',
			soft: '#e9d98b',
			line: '#4a57ad',
			strong: '#e0cd6a',
			accent: '#ffe23f',
			onAccent: '#121c66',
			tint: '#ffe23f',
			onTint: '#121c66',
			warn: '#ffe23f',
			onWarn: '#121c66',
			field: '#121c66',
			onField: '#ffe873',
			softField: '#e9d98b'
		},
		fontText: TEXT,
		fontHead: POSTER,
		fontFine: TEXT,
		size: '1rem',
		sizeHead: 'clamp(3rem,5.3vw,4.9rem)',
		weightHead: 700,
		weightStrong: 700,
		leading: 1.44,
		trackHead: '-.01em',
		unit: '.85rem',
		radius: '0px',
		rule: '5px',
		page: '94rem',
		quick: '.12s',
		ease: 'steps(2,end)'
	},
	css: `
:root{--dot:#ffc800;--ghost:#ffb400}
@media (prefers-color-scheme:dark){:root{--dot:#2d3cae;--ghost:#4557d6}}
body{background:radial-gradient(circle,var(--dot) 27%,transparent 30%) 0 0/9px 9px,var(--ground)}
.page{padding-block-start:calc(var(--u)*1.5);gap:calc(var(--u)*2)}
.head-in{display:grid;gap:calc(var(--u)*.9)}
.head h1{text-transform:uppercase;line-height:.84;text-wrap:balance;text-shadow:.035em .03em 0 var(--ghost)}
.head .brand{justify-self:start;background:var(--ink);color:var(--ground);padding:.15em .8em;rotate:-2deg;font-family:var(--font-head);text-transform:uppercase;font-size:1.4em}
.head .lead,.head .strip{background:var(--sheet);padding:.7em 1em;max-inline-size:none}
.head .lead{font-weight:700}
.head .strip{gap:.2em 1.8em;background:var(--ink);color:var(--ground)}
.head .strip .fact{display:flex;gap:.6em;align-items:baseline;min-inline-size:0;flex-wrap:wrap}
.head .strip dt{color:inherit}
@media (min-width:900px){.head-in{grid-template-columns:minmax(0,7fr) minmax(0,5fr);column-gap:0}.head .brand,.head h1{grid-column:1/-1}}
main{background:var(--sheet);padding:clamp(1rem,2.5vw,2.25rem);border:5px solid var(--ink);min-inline-size:0}
.foot{background:var(--sheet);padding:.6rem 1rem;justify-self:start}
.column-head,.leaf h2,.scene-head,.open h2,.zone-name,.legend h3,.meter b,.hub,.thing-face .rec-title,.clause::before,.small-head{text-transform:uppercase;font-family:var(--font-head);line-height:1}
.small-head{font-size:1.5em}
.scene{border:5px solid var(--ink);padding:calc(var(--u)*1.25);background:radial-gradient(circle,var(--dot) 27%,transparent 30%) 0 0/9px 9px,var(--ground);inline-size:100%}
.scene>*{background:var(--sheet);padding:.1em .4em}
.scene>.scene-label,.scene>.actions{background:transparent;padding:0}
.scene>.facts{padding:.7em}
.scene-head{font-size:2.5em;text-shadow:.04em .035em 0 var(--ghost)}
.scene-name{background:var(--ink);color:var(--ground);padding-inline:.6em}
.scene-label .figure{background:var(--sheet);padding-inline:.4em}
.scene .btn-quiet,.scene .tally-line{background:var(--sheet)}
.scene .tally-line{padding-inline:.4em}
.scene[data-scene=error]{background:var(--warn)}
.scene[data-scene=error]>*{background:transparent}
.scene[data-scene=error] .scene-head{text-shadow:none}
.scene[data-scene=error] .scene-name{background:var(--on-warn);color:var(--warn)}
.choice{gap:5px}
.opt{border:3px solid var(--strong);background:transparent;font-weight:700;padding-inline:.9em}
.opt:has(:checked){background:var(--ink);color:var(--sheet);box-shadow:4px 4px 0 var(--ghost)}
.opt:not(:has(:disabled)):not(:has(:checked)):hover{background:var(--sunk)}
.opt:has(:disabled){border-style:dotted}
.opt:has(:disabled:checked){background:radial-gradient(circle,var(--line) 27%,transparent 30%) 0 0/6px 6px;color:var(--ink);border:5px double var(--strong);box-shadow:none}
.opt:has(:disabled:checked) span{background:var(--sheet);padding-inline:.2em}
.btn{border-width:3px;box-shadow:4px 4px 0 var(--ghost)}
.btn:active{translate:4px 4px;box-shadow:none}
.toast .btn{box-shadow:none}
.row[aria-expanded=true] .mark,tr[data-focus] .mark,.thing[data-focus] .mark{background:var(--on-tint);color:var(--tint)}
.row .rec-title,.card .rec-title,.clause .rec-title,.offer .rec-title,.turned-row .rec-title,.stop .rec-title,.ledger-table .rec-title{font-family:var(--font-head);font-size:1.45em;line-height:1.1}
.rows{border-width:5px;border-inline:0}
.row[aria-expanded=true]:focus-visible{outline-offset:3px}
.card{border:3px solid var(--ink);background:var(--sheet)}
.card[data-focus]{outline:0;box-shadow:7px 7px 0 var(--ghost);border-width:5px}
.column-head{font-size:2em;border-block-end-width:5px}
.leaf{border:0;background:radial-gradient(circle,var(--dot) 27%,transparent 30%) 0 0/9px 9px,var(--ground)}
.leaf h2{text-shadow:.03em .03em 0 var(--ghost);font-size:clamp(2.6rem,9cqi,6rem)}
.leaf>:not(h2):not(.choice):not(.mark){background:var(--sheet);padding-inline:.4em}
.leaf .opt:not(:has(:checked)){background:var(--sheet)}
.leaf .opt:has(:disabled){background:var(--sheet)}
.tab{border-block-start-width:5px}
.tab[aria-pressed=true]{background:var(--ink);color:var(--sheet);border-color:var(--ink)}
.tab[aria-pressed=true] .value{color:inherit}
.tab[aria-pressed=true]:focus-visible{outline-offset:3px}
.bubble{border:3px solid var(--ink);border-radius:0}
.talk .stage .scene{border:5px solid var(--ink);border-radius:0}
.ledger-table tr[data-focus] .opt{border-color:currentColor}
.ledger-table tr[data-focus] .opt:has(:checked:not(:disabled)){background:var(--on-tint);color:var(--tint);box-shadow:none}
.ledger-table tr[data-focus] .opt:not(:has(:disabled)):not(:has(:checked)):hover{background:transparent;text-decoration:underline}
.ledger-table tr[data-focus] .opt:has(:disabled:checked) span{background:none}
.ledger-table tr[data-focus] .opt:has(:disabled:checked){color:inherit;background:none}
.clause{border-block-start-width:3px;border-block-start-color:var(--ink)}
.clause::before{font-size:2.2em}
.moment::before{border-radius:0;border-width:3px}
.moment::after{background:var(--ink)}
.territory{background:radial-gradient(circle,var(--dot) 27%,transparent 30%) 0 0/9px 9px,var(--ground);box-shadow:none}
.territory .territory{background:var(--sheet);box-shadow:none}
.territory .territory .territory{background:radial-gradient(circle,var(--dot) 27%,transparent 30%) 0 0/9px 9px,var(--ground);box-shadow:none}
.zone-name{justify-self:start;background:var(--ink);color:var(--sheet);padding:.1em .4em;font-size:1.6em}
.zone-name .figure{color:inherit}
.land>.territory[data-zone=none]{background:var(--sheet)}
.pin{border-width:3px;border-radius:0}
.legend h3{font-size:2.2em}
.meter b{text-shadow:.05em .04em 0 var(--ghost);font-size:clamp(3.4rem,8cqi,6rem)}
.channel .value{text-transform:uppercase;font-size:1.8em}
.channel .rec-title{font-size:1.05em}
.face::before{background:var(--ink)}
.face{background:radial-gradient(circle,var(--dot) 27%,transparent 30%) 0 0/9px 9px,var(--ground)}
.hub{font-size:1.7em}
.needle::before{background:var(--ink)}
.instrument .opt{background:var(--sheet)}
.instrument .opt:has(:checked){background:var(--ink)}
.thing-face{box-shadow:.55rem .55rem 0 var(--ghost);border-width:5px}
.thing-face{padding:1rem}
.thing-face .rec-title{font-size:1.6em}
.thing[data-value="0"] .thing-face,.thing[data-value="2"] .thing-face{background:radial-gradient(circle,var(--dot) 27%,transparent 30%) 0 0/9px 9px,var(--ground)}
.thing:not([data-focus]) .thing-face>.rec-title,.thing:not([data-focus]) .thing-face>.value{background:var(--sheet);padding-inline:.25em}
.thing[data-focus] .thing-face{background:var(--tint);box-shadow:.55rem .55rem 0 var(--ghost)}
.thing-face:hover,.thing-face[aria-expanded=true],.thing[data-focus] .thing-face[aria-expanded=true]{box-shadow:.15rem .15rem 0 var(--ghost);translate:.3rem .3rem}
.thing[data-value=none] .thing-face{background:var(--sheet)}
.speech .sentence{text-transform:none;line-height:1.2}
.speech[data-size=large] .sentence{font-size:clamp(2rem,5.4cqi,5rem)}
.saying{color:var(--ink)}
@media (max-width:640px){.head h1{font-size:clamp(2.4rem,13vw,4rem)}main{margin-inline:-.6rem;padding:.8rem}.scene-head{font-size:1.9em}}
`
};
