/**
 * The script of every composed page, as text: states, choices, undo, selection. It runs in the page, never here. Kept as text
 * because a function printed with `toString` would carry whatever the build tool did to it.
 *
 * It reads `#model` and writes to elements by their data attributes: `data-in` (scenes it shows in), `data-rec`, `data-set`,
 * `data-say`, `data-mark`, `data-lock`, `data-sum`, `data-count`, `data-pick`, `data-detail`, `data-act`. A structure's own script
 * runs in the same function and may add to `shown`, a list of functions called after every change, and use `travel` and `flash`,
 * which move nothing for people who asked for stillness, nor while a state is entered: only what a person did is seen moving.
 */
export const RUNTIME = `
var model = JSON.parse(document.getElementById('model').textContent);
var root = document.documentElement;
var records = model.records, ids = Object.keys(records);
var scene = model.scenes[0], chosen = {}, past = [], picked = null, relieved = false, shown = [];
var calm = matchMedia('(prefers-reduced-motion: reduce)'), entering = true;
function still() { return entering || calm.matches || !root.animate; }
// Elements go from where they are to where the given change of the page puts them.
function travel(els, move) {
	if (still()) { move(); return; }
	var from = els.map(function (el) { return el.getBoundingClientRect(); });
	move();
	els.forEach(function (el, index) {
		var to = el.getBoundingClientRect(), x = from[index].left - to.left, y = from[index].top - to.top;
		if (x !== 0 || y !== 0) el.animate([{ transform: 'translate(' + x + 'px,' + y + 'px)' }, { transform: 'none' }], { duration: 240, easing: 'cubic-bezier(.2,.7,.2,1)' });
	});
}
// What an element says is new.
function flash(el) {
	if (!still()) el.animate([{ opacity: 0, transform: 'translateY(.5em)' }, { opacity: 1, transform: 'none' }], { duration: 190, easing: 'ease-out' });
}
function tell(el, text) {
	if (el.textContent === String(text)) return;
	el.textContent = text;
	flash(el);
}
function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
function isLocked(id) { return scene.locks[id] !== undefined; }
function settled(id) {
	if (scene.values[id] !== undefined) return scene.values[id];
	return scene.cleared && !relieved ? null : records[id].choice;
}
function valueOf(id) { return !isLocked(id) && chosen[id] !== undefined ? chosen[id] : settled(id); }
function word(id) { var value = valueOf(id); return value === null ? 'not set' : model.options[value]; }
function say(text, undoable) {
	document.getElementById('said').textContent = text;
	document.getElementById('undo').hidden = !undoable;
	document.getElementById('toast').dataset.on = text === '' ? 'no' : 'yes';
}
function show() {
	var index = String(model.scenes.indexOf(scene));
	root.dataset.kind = relieved ? 'plain' : scene.kind;
	all('[data-in]').forEach(function (el) { el.hidden = el.dataset.in.split(' ').indexOf(index) < 0; });
	all('[data-rec]').forEach(function (el) {
		var id = el.dataset.rec, value = valueOf(id);
		el.dataset.value = value === null ? 'none' : value;
		el.toggleAttribute('data-focus', scene.focus.indexOf(id) >= 0);
		el.toggleAttribute('data-locked', isLocked(id));
		el.toggleAttribute('data-marked', scene.marks[id] !== undefined);
		el.toggleAttribute('data-changed', chosen[id] !== undefined && !isLocked(id));
		el.toggleAttribute('data-picked', picked === id);
	});
	all('[data-set]').forEach(function (el) {
		var value = valueOf(el.dataset.set);
		if (el.tagName === 'SELECT') el.value = value === null ? 'none' : value;
		else el.checked = value === Number(el.value);
		el.disabled = isLocked(el.dataset.set) || (scene.kind === 'error' && !relieved);
	});
	all('[data-say]').forEach(function (el) { tell(el, word(el.dataset.say)); });
	all('[data-mark]').forEach(function (el) { var text = scene.marks[el.dataset.mark]; el.hidden = text === undefined; el.textContent = text || ''; });
	all('[data-lock]').forEach(function (el) { var text = scene.locks[el.dataset.lock]; el.hidden = text === undefined; el.textContent = text === undefined ? '' : 'Locked. ' + text; });
	all('[data-sum], [data-count]').forEach(function (el) {
		var key = el.dataset.sum !== undefined ? el.dataset.sum : el.dataset.count;
		var held = ids.filter(function (id) { var value = valueOf(id); return String(value === null ? 'none' : value) === key; });
		tell(el, el.dataset.count !== undefined ? held.length : held.map(function (id) { return records[id].title; }).join(', ') || 'nothing');
		var row = el.closest('[data-sum-row]');
		if (row && key === 'none') row.hidden = held.length === 0;
	});
	all('[data-decided]').forEach(function (el) { el.textContent = ids.filter(function (id) { return valueOf(id) !== null; }).length; });
	all('[data-pick]').forEach(function (el) { el.setAttribute(el.hasAttribute('aria-expanded') ? 'aria-expanded' : 'aria-pressed', String(picked === el.dataset.pick)); });
	all('[data-detail]').forEach(function (el) { el.hidden = el.dataset.detail !== picked; });
	all('[data-actions]').forEach(function (el) {
		var id = el.dataset.actions, done = chosen[id] !== undefined;
		el.querySelector('.answers').hidden = done;
		el.querySelector('.answer').hidden = !done;
		el.querySelector('[data-answer]').textContent = done ? records[id].title + ' is at ' + word(id) + '.' : '';
	});
	shown.forEach(function (each) { each(); });
}
function change(next, text) {
	past.push({ chosen: chosen, relieved: relieved });
	chosen = next;
	show();
	say(text, true);
}
function set(id, value) {
	if (isLocked(id)) return;
	var next = Object.assign({}, chosen);
	next[id] = value;
	change(next, records[id].title + ': ' + model.options[value]);
}
function undo() {
	var last = past.pop();
	if (last === undefined) return;
	chosen = last.chosen;
	relieved = last.relieved;
	show();
	say(past.length > 0 ? 'Undone. One more can be.' : 'Undone.', past.length > 0);
}
function pick(id) { picked = id; show(); }
function enter(name) {
	var next = model.scenes.filter(function (each) { return each.state === name; })[0];
	if (next === undefined) return;
	scene = next; chosen = {}; past = []; relieved = false; entering = true;
	picked = scene.focus[0] !== undefined ? scene.focus[0] : model.openPick;
	show();
	entering = false;
	say('', false);
	document.getElementById('heard').textContent = [scene.label, scene.line].filter(Boolean).join('. ');
}
var acts = {
	set: function (el) {
		var box = el.closest('[data-actions]');
		set(el.dataset.for, Number(el.dataset.value));
		var back = box && box.querySelector('.answer button');
		if (back) back.focus();
	},
	accept: function () {
		var next = {};
		ids.forEach(function (id) { if (records[id].choice !== null) next[id] = records[id].choice; });
		change(next, 'All set as suggested.');
	},
	fill: function () { past.push({ chosen: chosen, relieved: relieved }); relieved = true; show(); say('Filled with the sample.', true); },
	retry: function () { past.push({ chosen: chosen, relieved: relieved }); relieved = true; show(); say('Tried again. It went through.', true); },
	undo: undo
};
document.addEventListener('click', function (event) {
	var target = event.target.closest('[data-act], [data-pick]');
	if (target === null) return;
	if (target.dataset.act !== undefined) acts[target.dataset.act](target);
	else pick(picked === target.dataset.pick && target.hasAttribute('data-toggle') ? null : target.dataset.pick);
});
document.addEventListener('change', function (event) {
	if (event.target.dataset.set !== undefined) set(event.target.dataset.set, Number(event.target.value));
});
document.addEventListener('keydown', function (event) {
	var typing = event.target.matches('input[type=search], textarea');
	if ((event.ctrlKey || event.metaKey) && event.key === 'z' && !typing) { event.preventDefault(); undo(); return; }
	if (!event.target.matches('[data-pick]') || ['ArrowDown', 'ArrowUp', 'Home', 'End'].indexOf(event.key) < 0) return;
	var peers = all('[data-pick]').filter(function (el) { return el.offsetParent !== null; });
	var here = peers.indexOf(event.target), last = peers.length - 1;
	var to = event.key === 'Home' ? 0 : event.key === 'End' ? last : Math.max(0, Math.min(last, here + (event.key === 'ArrowDown' ? 1 : -1)));
	event.preventDefault();
	peers[to].focus();
});
document.addEventListener('vitrine:state', function (event) { enter(event.detail && event.detail.state !== undefined ? event.detail.state : root.dataset.state); });
new MutationObserver(function () { if (root.dataset.state !== scene.state) enter(root.dataset.state); }).observe(root, { attributes: true, attributeFilter: ['data-state'] });
`;

/** The last of the script: after the structure has had its say. */
export const RUNTIME_START = `
picked = scene.focus[0] !== undefined ? scene.focus[0] : model.openPick;
if (root.dataset.state !== undefined && root.dataset.state !== scene.state) enter(root.dataset.state); else show();
entering = false;
`;
