/** A pocket instrument: a moulded case, keys that go down, a display for what the machine says and small print for what the person says. */
import type { System } from '#lib/generator/composer/view.ts';

const PRINT =
	'"Lucida Grande","Lucida Sans Unicode",Tahoma,"DejaVu Sans Condensed","DejaVu Sans",sans-serif';
const DISPLAY = '"Andale Mono","Lucida Console","DejaVu Sans Mono",monospace';

export const pocket: System = {
	key: 'pocket',
	label: 'keys and a display, one orange',
	answers: { type: 'mixed', colour: 'two' },
	tokens: {
		light: {
			ground: '#d8dbd9',
			sheet: '#e3e5e3',
			sunk: '#c9cdcb',
			ink: '#16191b',
			soft: '#43494c',
			line: '#a9afae',
			strong: '#4d5457',
			accent: '#a63a00',
			onAccent: '#fffaf4',
			tint: '#f7b27f',
			onTint: '#261000',
			warn: '#a63a00',
			onWarn: '#fffaf4',
			field: '#b5c4a4',
			onField: '#12200f',
			softField: '#2c4027'
		},
		dark: {
			ground: '#212528',
			sheet: '#2b2f32',
			sunk: '#3a3f43',
			ink: '#eef0ee',
			soft: '#b9bfbf',
			line: '#51585c',
			strong: '#8e9699',
			accent: '#ff9a55',
			onAccent: '#2a1000',
			tint: '#ff9a55',
			onTint: '#2a1000',
			warn: '#ff9a55',
			onWarn: '#2a1000',
			field: '#a3bd8a',
			onField: '#0e1a0b',
			softField: '#24381f'
		},
		fontText: PRINT,
		fontHead: PRINT,
		fontFine: DISPLAY,
		size: '.9375rem',
		sizeHead: 'clamp(1.4rem,2.4vw,2rem)',
		weightHead: 700,
		weightStrong: 700,
		leading: 1.45,
		trackHead: '-.01em',
		unit: '.8rem',
		radius: '7px',
		rule: '1px',
		page: '82rem',
		quick: '.07s',
		ease: 'linear'
	},
	css: `
:root{--desk:#8b9096;--cap:#fbfbf9;--under:#9aa09f;--dent:#00000026}
@media (prefers-color-scheme:dark){:root{--desk:#0f1113;--cap:#43494d;--under:#121415;--dent:#00000080}}
body{padding:clamp(.5rem,2vw,1.75rem);background:var(--desk)}
.page{background:var(--sheet);border-radius:clamp(1rem,2vw,1.9rem);padding:clamp(.9rem,2vw,1.75rem);gap:calc(var(--u)*1.75);box-shadow:inset 0 2px 0 #ffffff66,inset 0 -6px 0 var(--dent),0 .9rem 0 #0000002e}
.head{background:var(--field);color:var(--on-field);border-radius:10px;padding:calc(var(--u)*1.25) calc(var(--u)*1.5);box-shadow:inset 0 4px 10px #00000059,0 0 0 .55rem var(--ink);margin:.55rem}
.head-in{display:grid;gap:calc(var(--u)*.7)}
.head h1,.head .strip,.head .brand,.head .lead{font-family:var(--font-fine)}
.head h1{line-height:1.08;letter-spacing:-.04em}
.head .lead{font-size:.93em;color:var(--soft-field)}
.head .strip{font-size:.93em;gap:.2rem 2rem}
.head .strip .fact{display:flex;gap:.7em}
.head .strip dt{color:var(--soft-field);font-size:1em}
.head code{font-family:inherit;font-size:1em}
@media (min-width:900px){.head-in{grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:3rem}.head .brand{grid-column:1}.head h1{grid-column:1;grid-row:2}.head .lead{grid-column:2;grid-row:2;align-self:end}.head .strip{grid-column:1/-1;justify-content:space-between;border-block-start:2px solid var(--on-field);padding-block-start:.5em}}
.foot{padding-inline:.55rem}
.value,.figure,.scene-name,.place,.who{font-family:var(--font-fine)}
.scene{inline-size:100%;background:var(--field);color:var(--on-field);border-radius:10px;padding:calc(var(--u)*1.4);box-shadow:inset 0 4px 10px #00000059}
.scene-head,.scene-line,.scene dd{font-family:var(--font-fine)}
.scene-head{letter-spacing:-.03em;font-size:1.45em}
.scene dt,.scene .rec-note,.scene .tally-line,.scene-line{color:var(--soft-field)}
.scene[data-scene=error]{background:var(--warn);color:var(--on-warn)}
.scene[data-scene=error] .scene-line{color:inherit}
.scene .lock{color:inherit}
.scene :focus-visible{outline-color:var(--on-field)}
.scene .btn-quiet{color:var(--ink)}
.talk .stage .scene,.now .scene{background:var(--field);border:0;border-radius:10px;padding:calc(var(--u)*1.4)}
.talk .stage .scene[data-scene=error],.now .scene[data-scene=error]{background:var(--warn)}
.opt,.btn,.tab,.pin,.thing-face{--depth:4px;background:var(--cap);color:var(--ink);border:1px solid var(--under);border-radius:var(--radius);box-shadow:0 var(--depth) 0 var(--under);margin-block-end:4px}
.opt{padding-inline:1em;font-weight:700}
.choice{gap:7px}
.btn{background:var(--accent);border-color:var(--accent);color:var(--on-accent);box-shadow:0 var(--depth) 0 color-mix(in srgb,var(--accent),#000 45%)}
.btn-quiet{background:var(--cap);color:var(--ink);border-color:var(--under);box-shadow:0 var(--depth) 0 var(--under)}
.opt:has(:checked){translate:0 3px;box-shadow:0 1px 0 var(--under),inset 0 2px 5px #0000004d;background:var(--accent);border-color:var(--accent);color:var(--on-accent)}
.opt:has(:checked) span::after{content:"\\00A0\\25CF";font-size:.7em;vertical-align:.15em}
.opt:has(:disabled){background:transparent;box-shadow:none;border-style:dashed;border-color:var(--strong);translate:0 3px}
.opt:has(:disabled:checked){border:3px double var(--strong);color:var(--ink)}
.opt:active:not(:has(:disabled)),.btn:active,.tab:active,.pin:active{translate:0 3px;box-shadow:0 1px 0 var(--under)}
.tab{margin:0 0 4px;padding:calc(var(--u)*.75)}
.tab[aria-pressed=true]{translate:0 3px;box-shadow:0 1px 0 var(--under),inset 0 2px 5px #0000004d;background:var(--sunk);border-color:var(--under)}
.tab .value{font-size:.9em}
.rows{border:0;gap:5px}
.row{border:0;background:var(--sunk);border-radius:var(--radius)}
.row:hover{background:var(--line)}
.row[aria-expanded=true]{background:var(--ink);color:var(--sheet)}
.row[aria-expanded=true] .mark{background:var(--sheet);color:var(--ink)}
.open,.column,.leaf,.bubble,.legend,.ledger-top>.summary,.paper .summary,.then>.summary{background:var(--sunk);border:0;border-radius:10px;padding:calc(var(--u)*1.25);box-shadow:inset 0 2px 5px var(--dent)}
.turn-out .bubble{background:var(--ink);color:var(--sheet);box-shadow:none}
.leaf{padding:calc(var(--u)*2) clamp(1rem,5cqi,3rem)}
.leaf h2{font-size:clamp(1.8rem,5cqi,3.2rem)}
.card{border-radius:var(--radius);box-shadow:0 3px 0 var(--under);background:var(--cap)}
.column-head{border:0;padding:0;font-size:1.15em}
.ledger-table tbody tr>*{border-block-end:1px solid var(--line)}
.ledger-table tr[data-focus] .opt:not(:has(:checked)){color:var(--ink)}
.ledger-table tr[data-focus] .opt:has(:disabled){color:var(--on-tint);border-color:var(--on-tint)}
.search input{background:var(--field);color:var(--on-field);font-family:var(--font-fine);box-shadow:inset 0 2px 5px #00000059}
.clause{border:0;background:var(--sunk);border-radius:10px;margin-block-end:6px;padding:calc(var(--u)*1.1);padding-inline-start:3.4rem}
.clause::before{inset-inline-start:1rem;font-family:var(--font-fine)}
.clause[data-focus]{border:0;box-shadow:inset 6px 0 0 var(--accent)}
.moment::before{border-radius:3px;border-color:var(--strong);background:var(--sheet)}
.stop[data-value="0"]::before{background:var(--accent)}
.strips{border-radius:10px}
.channel .value{font-size:1.1em;background:var(--field);color:var(--on-field);padding:.25em .6em;border-radius:5px;box-shadow:inset 0 2px 5px #00000059}
.channel[data-value=none] .value{color:var(--soft-field)}
.meter{background:var(--field);color:var(--on-field);border-radius:8px;padding:.4em .9em;box-shadow:inset 0 2px 6px #00000059;min-inline-size:8rem}
.meters{gap:.6rem}
.meter b{font-family:var(--font-fine);font-size:2.6rem}
.knob{box-shadow:0 4px 0 color-mix(in srgb,var(--accent),#000 45%)}
.rail::before{background:var(--ink)}
.face{background:var(--sunk);box-shadow:inset 0 3px 8px var(--dent)}
.face::before{background:var(--cap);box-shadow:0 .5rem 0 var(--under)}
.hub{color:var(--ink);font-family:var(--font-fine);font-size:1.1em}
.territory{border:0;border-radius:14px;box-shadow:inset 0 2px 6px var(--dent),0 0 0 1px var(--strong)}
.territory .territory,.territory .territory .territory{box-shadow:inset 0 2px 6px var(--dent),0 0 0 1px var(--strong)}
.territory .territory{background:var(--sheet)}
.territory .territory .territory{background:var(--sunk)}
.zone-name .figure{color:var(--soft)}
.pin[aria-pressed=true]{background:var(--accent);border-color:var(--accent);translate:0 3px;box-shadow:0 1px 0 var(--under)}
.thing-face{--depth:9px;rotate:none;border:1px solid var(--under)}
.thing[data-value] .thing-face{box-shadow:0 9px 0 var(--under)}
.thing[data-value=none] .thing-face{box-shadow:none;border-color:var(--strong)}
.thing[data-focus] .thing-face{background:var(--tint);color:var(--on-tint)}
.thing[data-value] .thing-face[aria-expanded=true]{translate:0 6px;box-shadow:0 3px 0 var(--under),inset 0 3px 8px var(--dent)}
.thing-back{background:var(--sunk);border:0;box-shadow:inset 0 2px 5px var(--dent)}
.speech .spoken .sentence{font-family:var(--font-fine);background:var(--field);color:var(--on-field);border-radius:10px;padding:calc(var(--u)*1.4);box-shadow:inset 0 4px 10px #00000059;font-size:clamp(1.15rem,2.4cqi,1.9rem);letter-spacing:-.03em;font-weight:400;max-inline-size:none}
.saying .rec-title,.saying,.word,.word:disabled,.saying .rec-title::after{color:inherit}
.word{border-color:currentColor;--caret:currentColor}
.word:hover{background-color:#0000001f}
.saying[data-focus] .rec-title{background:var(--on-field);color:var(--field)}
.saying :focus-visible{outline-color:var(--on-field)}
.activity,.subject{font-family:var(--font-fine);font-size:.95em}
@media (max-width:640px){body{padding:.4rem}.page{padding:.8rem .7rem 2rem}.head{margin:.4rem;box-shadow:inset 0 4px 10px #00000059,0 0 0 .4rem var(--ink);padding:1rem}}
`
};
