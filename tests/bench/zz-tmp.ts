import { createServices } from '#lib/server/services.ts';
import { configFor, SHORT_BRIEF, temporaryFolder } from '../support/services.ts';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { drawDirections } from '#lib/generator/draw.ts';
import { STANDING_DIMENSIONS } from '#lib/generator/dimensions.ts';
for (let i=0;i<3;i++){
let t=performance.now();
drawDirections({dimensions:STANDING_DIMENSIONS,count:90,seed:i});
console.log('draw',performance.now()-t);
const s=await createServices(configFor(await temporaryFolder(),{endpoint:process.argv[2]!}));
const b=s.briefs.add(SHORT_BRIEF);
t=performance.now(); const cpu=process.cpuUsage();
const h=monitorEventLoopDelay({resolution:1});h.enable();
const {id}=await s.rounds.start(b.id,{provider:'openai',models:['fake-large'],count:90,concurrency:8,capture:false,seed:1});
console.log('start',performance.now()-t);
await s.rounds.whenIdle(id);
const wall=performance.now()-t; const c=process.cpuUsage(cpu);
const vs=s.variants.ofRound(id);
const ms=vs.map(v=>v.ms??0).sort((a,b)=>a-b);
console.log('wall',wall,'cpu',(c.user+c.system)/1000,'build ms median',ms[45],'p90',ms[80],'loop delay mean',h.mean/1e6,'max',h.max/1e6);
const ev=[...s.database.db.all<{at:number,type:string,variant_id:string}>('select at,type,variant_id from round_events order by seq' as never)];
const run=new Map(ev.filter(e=>e.type==='variant.running').map(e=>[e.variant_id,e.at]));
const tot=ev.filter(e=>e.type==='variant.ready').map(e=>e.at-(run.get(e.variant_id)??0)).sort((a,b)=>a-b);
console.log('running→ready median',tot[45],'p90',tot[80]);
await s.close();}
