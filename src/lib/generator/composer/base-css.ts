/** Styles every composed page shares: resets, the parts of `parts.ts`, and nothing that a visual system would want to decide. */
export const BASE_CSS = `
*,*::before,*::after{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:var(--size)/var(--leading) var(--font-text);-webkit-text-size-adjust:100%;accent-color:var(--accent)}
body{margin:0;min-block-size:100vh;overflow-wrap:anywhere}
h1,h2,h3,p,dl,dd,ol,ul,fieldset,figure{margin:0;padding:0;border:0;min-inline-size:0}
ol,ul{list-style:none}
h1,h2,h3{font-family:var(--font-head);font-weight:var(--weight-head);letter-spacing:var(--track-head);line-height:1.12;text-wrap:balance}
h1{font-size:var(--size-head)}
.head[data-title=long] h1{font-size:clamp(1.5rem,calc(var(--size-head)*.6),2.6rem);line-height:1.12;max-inline-size:36ch}
strong{font-weight:var(--weight-strong)}
code,.figure{font-variant-numeric:tabular-nums}
code{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;font-size:.92em;overflow-wrap:anywhere}
button,input,select{font:inherit;color:inherit}
[hidden]{display:none!important}
.vh{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
:focus-visible,.opt:has(input:focus-visible){outline:3px solid var(--accent);outline-offset:2px}
.opt input:focus-visible{outline:none}
.page{max-inline-size:var(--page);margin-inline:auto;padding:calc(var(--u)*3) clamp(1rem,4vw,3rem) calc(var(--u)*6);display:grid;gap:calc(var(--u)*3);grid-template-columns:minmax(0,1fr)}
main{container:main/inline-size;display:grid;gap:calc(var(--u)*2.5);align-content:start;min-inline-size:0}
.lead{max-inline-size:62ch;text-wrap:pretty}
.brand{font-family:var(--font-fine);font-weight:var(--weight-strong)}
.small-head{font-size:1em;font-family:var(--font-fine);font-weight:var(--weight-strong);letter-spacing:0;line-height:1.3}
.rec-title{font-weight:var(--weight-strong)}
.rec-note,dt,.event-time,.remainder,.nothing,.tally-line{color:var(--soft)}
.strip{display:flex;flex-wrap:wrap;gap:calc(var(--u)*.75) calc(var(--u)*2.5)}
.strip dt,.facts dt{font-family:var(--font-fine);font-size:.86em}
.facts{display:grid;gap:calc(var(--u)*.6)}
.facts .fact{display:grid;grid-template-columns:minmax(5rem,9rem) minmax(0,1fr);gap:0 1rem}
.strip dd{font-weight:var(--weight-strong)}
.choice{display:flex;flex-wrap:wrap;gap:.35rem}
.opt{position:relative;display:inline-flex;align-items:center;min-block-size:2.25rem;padding-inline:.8em;cursor:pointer;border-radius:var(--radius)}
.opt input{position:absolute;inset:0;inline-size:100%;block-size:100%;margin:0;opacity:0;cursor:inherit}
.opt:has(:disabled){cursor:not-allowed}
.btn{display:inline-flex;align-items:center;gap:.35em;min-block-size:2.5rem;padding:.3em 1.1em;border:var(--rule) solid var(--accent);border-radius:var(--radius);background:var(--accent);color:var(--on-accent);font-weight:var(--weight-strong);cursor:pointer;text-align:start}
.btn-quiet{background:transparent;color:var(--accent)}
.actions,.answers,.answer{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:center}
.stage{container:stage/inline-size;min-inline-size:0}
.stage:not(:has(>.scene:not([hidden]))){display:none}
.scene{display:grid;gap:calc(var(--u)*1);justify-items:start;min-inline-size:0}
.scene>*{min-inline-size:0;max-inline-size:100%}
.scene-label{display:flex;gap:1em;font-family:var(--font-fine)}
.scene-name{font-weight:var(--weight-strong)}
.scene-head{font-size:1.55em;max-inline-size:34ch}
.scene-line{max-inline-size:60ch}
.scene-quote{font-size:1.05em}
.scene .facts{inline-size:100%;max-inline-size:70ch;align-content:start}
@container stage (min-width:44rem){.across>.stage .scene:has(>.facts){grid-template-columns:minmax(0,1fr) minmax(0,1.2fr);grid-template-rows:repeat(6,auto) 1fr;column-gap:calc(var(--u)*4)}.across>.stage .scene:has(>.facts)>*{grid-column:1}.across>.stage .scene>.facts{grid-column:2!important;grid-row:1/span 7}}
@container stage (max-width:27rem){.scene .facts .fact{grid-template-columns:minmax(0,1fr)}}
.locked-rows{display:grid;gap:.4em}
.mark{display:inline-block;padding:.05em .55em;background:var(--tint);color:var(--on-tint);font-size:.86em;font-weight:var(--weight-strong);border-radius:var(--radius)}
.mark::before{content:"\\25C6\\00A0";font-size:.75em}
.lock{display:inline-block;font-size:.9em;color:var(--ink);border-inline-start:3px double var(--strong);padding-inline-start:.6em}
.activity,.subject{display:grid;gap:calc(var(--u)*.75);align-content:start}
.events{display:grid;gap:calc(var(--u)*.6)}
.event{display:grid;grid-template-columns:auto minmax(0,1fr);gap:.75em}
.event:not(:has(.event-time)){grid-template-columns:minmax(0,1fr)}
.nothing{display:none}
[data-kind=first] .events,[data-kind=empty] .events,[data-kind=loading] .events{display:none}
[data-kind=first] .nothing,[data-kind=empty] .nothing{display:block}
.void{display:none;gap:calc(var(--u)*1.25);padding-block:calc(var(--u)*1.5)}
.bar{display:block;block-size:1.1em;background:var(--sunk);border-radius:var(--radius)}
[data-kind=loading] .void{display:grid}
[data-kind=loading] [data-body],[data-kind=empty] [data-body]{display:none}
[data-kind=empty] main>*,[data-kind=empty] main>*>:has(>.stage){grid-template-columns:minmax(0,1fr)!important}
[data-kind=empty] main>*>*,[data-kind=empty] main>*>*>.stage{grid-column:1!important;grid-row:auto!important}
[data-kind=empty] .stage,[data-kind=empty] :has(>.stage){order:-1!important}
[data-kind=empty] .scene{padding-block:calc(var(--u)*3)}
[data-kind=empty] :is(.summary,.standing,.stands),[data-kind=loading] .summary{display:none}
[data-kind=error] [data-body]{border-inline-start:4px solid var(--warn);padding-inline-start:calc(var(--u)*1.5)}
.scene[data-scene=error]{background:var(--warn);color:var(--on-warn)}
.scene[data-scene=error] .scene-label,.scene[data-scene=error] .rec-note{color:inherit}
.scene[data-scene=error] .btn{background:var(--on-warn);border-color:var(--on-warn);color:var(--warn)}
.scene[data-scene=error]{padding:calc(var(--u)*1.5)}
.summary{display:grid;gap:calc(var(--u)*.5)}
.sum{display:grid;grid-template-columns:minmax(4rem,8rem) minmax(0,1fr);gap:1rem}
.sum dd{font-weight:var(--weight-strong)}
.foot{color:var(--soft);font-size:.92em}
.foot summary{cursor:pointer;min-block-size:2rem;color:var(--ink);inline-size:fit-content}
.foot .about{display:grid;gap:.7em;max-inline-size:66ch;padding-block:.7em}
.foot ul{list-style:disc;padding-inline-start:1.2em;display:grid;gap:.25em}
.toast{position:fixed;inset-block-end:1rem;inset-inline:1rem;margin-inline:auto;inline-size:fit-content;max-inline-size:calc(100% - 2rem);display:flex;align-items:center;gap:1rem;padding:.5rem .6rem .5rem 1rem;background:var(--ink);color:var(--ground);border-radius:var(--radius);z-index:9}
.toast[data-on=no]{visibility:hidden}
.toast .btn{background:var(--ground);color:var(--ink);border-color:var(--ground);min-block-size:2rem}
@media (prefers-reduced-motion:no-preference){
.opt,.btn,[data-rec]{transition:background-color var(--quick) var(--ease),color var(--quick) var(--ease),border-color var(--quick) var(--ease)}
.scene:not([hidden]){animation:arrive calc(var(--quick)*2) var(--ease)}
.toast[data-on=yes]{animation:arrive var(--quick) var(--ease)}
.bar{animation:breathe 1.4s ease-in-out infinite alternate}
}
@keyframes arrive{from{opacity:0;translate:0 .5rem}}
@keyframes breathe{to{opacity:.45}}
@media (max-width:640px){body .head .strip{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:.25rem 1rem}body .head .strip .fact{min-inline-size:0}body .head .lead{font-size:1em}.opt,.btn{min-block-size:2.75rem}.facts .fact{grid-template-columns:minmax(0,1fr)}.sum{grid-template-columns:minmax(4rem,6rem) minmax(0,1fr)}}
`;
