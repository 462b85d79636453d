/** A chart room: ruled sea-blue ground, a title block at the side, slab heads over small type, vermilion only where one looks. */
import type { System } from '#lib/generator/composer/view.ts';

export const chart: System = {
	key: 'chart',
	label: 'slab heads, sea-blue grid, vermilion',
	answers: { type: 'mixed', colour: 'two' },
	tokens: {
		light: {
			ground: '#d5e4ec',
			sheet: '#e9f2f6',
			sunk: '#c3d7e2',
			ink: '#082836',
			soft: '#28495a',
			line: '#a4c0ce',
			strong: '#15495f',
			accent: '#a12c08',
			onAccent: '#fff6f1',
			tint: '#fbd9c9',
			onTint: '#3b1003',
			warn: '#a12c08',
			onWarn: '#fff6f1',
			field: '#d5e4ec',
			onField: '#082836',
			softField: '#28495a'
		},
		dark: {
			ground: '#0d2733',
			sheet: '#143442',
			sunk: '#1c4253',
			ink: '#e4f1f6',
			soft: '#a9c7d4',
			line: '#2b5468',
			strong: '#7fb0c5',
			accent: '#ff9b73',
			onAccent: '#330d01',
			tint: '#6a2a12',
			onTint: '#ffece3',
			warn: '#ff9b73',
			onWarn: '#330d01',
			field: '#0d2733',
			onField: '#e4f1f6',
			softField: '#a9c7d4'
		},
		fontText: '"Segoe UI",Candara,"Noto Sans","DejaVu Sans Condensed","DejaVu Sans",sans-serif',
		fontHead:
			'Rockwell,"Rockwell Nova","Roboto Slab","DejaVu Serif Condensed","DejaVu Serif",serif',
		fontFine: 'ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace',
		size: '1rem',
		sizeHead: 'clamp(1.7rem,3vw,2.4rem)',
		weightHead: 700,
		weightStrong: 700,
		leading: 1.5,
		trackHead: '-.01em',
		unit: '.8rem',
		radius: '0px',
		rule: '1px',
		page: '92rem',
		quick: '.2s',
		ease: 'linear'
	},
	css: `
body{background:linear-gradient(var(--line) 1px,transparent 1px) 0 0/100% 4rem,linear-gradient(90deg,var(--line) 1px,transparent 1px) 0 0/4rem 100%,var(--ground)}
.head,main,.foot{background:var(--sheet);border:1px solid var(--strong);padding:calc(var(--u)*1.75);min-inline-size:0}
.page{gap:calc(var(--u)*1.5);align-items:start}
.head-in{display:grid;gap:calc(var(--u)*1)}
.head .brand{font-size:.86em;border-block-end:1px solid var(--strong);padding-block-end:.6em;display:flex;justify-content:space-between}
.head .brand::after{content:"\\271B";color:var(--accent)}
.head .strip{display:grid;gap:0;border:1px solid var(--strong);font-size:.92em}
.head .strip .fact{padding:.45em .7em;border-block-end:1px solid var(--line)}
.head .strip .fact:last-child{border:0}
.strip dt,.facts dt,.small-head,.scene-label,.place,.sorter,.said{font-size:.82em}
.head .strip dd{overflow-wrap:anywhere}
@media (min-width:1040px){.page{grid-template-columns:18.5rem minmax(0,1fr);grid-template-rows:auto 1fr}.head{position:sticky;inset-block-start:1rem}.foot{grid-column:1}.head{grid-column:1}main{grid-column:2;grid-row:1/span 2}}
.small-head{border-block-end:1px solid var(--strong);padding-block-end:.4em}
.scene{padding:calc(var(--u)*1.5);border:1px solid var(--accent);background:linear-gradient(var(--accent) 0 0) 0 0/1.6rem 5px no-repeat,linear-gradient(var(--accent) 0 0) 0 0/5px 1.6rem no-repeat,linear-gradient(var(--accent) 0 0) 100% 100%/1.6rem 5px no-repeat,linear-gradient(var(--accent) 0 0) 100% 100%/5px 1.6rem no-repeat}
.scene[data-scene=error]{background:var(--warn)}
.scene-name{color:var(--accent)}
.scene[data-scene=error] .scene-name{color:inherit}
.choice{gap:0}
.opt{padding-inline:.6em;min-block-size:2.25rem}
.opt span{display:inline-flex;align-items:center;gap:.5em}
.opt span::before{content:"";flex:none;inline-size:.85em;block-size:.85em;border:1.5px solid var(--strong);rotate:45deg}
.opt:has(:checked) span{font-weight:700}
.opt:has(:checked) span::before{background:var(--accent);border-color:var(--accent)}
.opt:has(:disabled) span::before{border-style:dashed}
.opt:has(:disabled:checked) span::before{background:var(--strong);border:1.5px solid var(--strong)}
.opt:not(:has(:disabled)):hover{background:var(--sunk)}
.row[aria-expanded=true]{background:var(--sunk);color:var(--ink);box-shadow:inset 5px 0 0 var(--accent)}
.row[aria-expanded=true] .mark{background:var(--tint);color:var(--on-tint)}
.open{border-inline-start:1px solid var(--strong);padding-inline-start:calc(var(--u)*2)}
.column{border:1px solid var(--line);padding:calc(var(--u)*1)}
.column-head{font-size:1.1em;border-block-end-width:1px}
.card{background:var(--ground);border-inline-start:4px solid var(--strong)}
.card[data-focus]{border-inline-start-color:var(--accent)}
.moment::before{border-radius:0;rotate:45deg;background:var(--sheet)}
.stop[data-value="0"]::before{background:var(--accent)}
.leaf{background:var(--ground);border:1px solid var(--strong)}
.leaf h2{font-size:clamp(1.8rem,5.5cqi,3.2rem)}
.bubble{background:var(--ground);border:1px solid var(--line)}
.talk .stage .scene{background-color:var(--ground);border-inline-start:1px solid var(--accent)}
.tab{border-block-start-width:3px}
.tab[aria-pressed=true]{background:var(--sunk)}
.clause::before{color:var(--accent)}
@media (max-width:640px){.head .strip{padding:.3em .7em}.head .strip .fact{padding:.2em 0;border:0}.head,main,.foot{margin-inline:-.5rem;padding-inline:.9rem}}
`
};
