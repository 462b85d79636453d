/** What runs in a photographed page before anything of its own: its clock and chance, counted dialogs, bounded console. */
import { CHANCE_SCRIPT, CLOCK_SCRIPT } from './clock-script.ts';
import { FILM_SCRIPT } from './film-script.ts';
import { MAX_MESSAGE_CHARS, MAX_MESSAGES } from './limits.ts';
import { REST_SCRIPT } from './rest-script.ts';
import { applyStateExpression, storageShim } from './sandbox.ts';
import { SELECTOR_SCRIPT } from './selector-script.ts';

/** Console calls that pass; later ones are dropped where they are made, before they cost us anything. */
const MAX_CONSOLE_CALLS = MAX_MESSAGES * 10;

/**
 * Script text for the renderer. It leaves one frozen object under `handle`, a name the page does not know, with
 * `setState(name)`, `rest(passMs, limitMs)`, `dialogs()` and `film`. What it answers the page could forge, about itself alone.
 */
export function initScript(handle: string): string {
	return `(() => {
${storageShim()}
const setState = ${applyStateExpression()};
${CHANCE_SCRIPT}
${CLOCK_SCRIPT}
${SELECTOR_SCRIPT}
${REST_SCRIPT}
${FILM_SCRIPT}
${WINDOW}
${DIALOGS}
${CONSOLE}
Object.defineProperty(window, ${JSON.stringify(handle)}, {
	value: Object.freeze({ setState, rest, dialogs: () => dialogs, film: Object.freeze(film) })
});
})();`;
}

/** The window is none that anybody sees: to the page it fills the screen, which is as large as the viewport. */
const WINDOW = `const { screen } = window;
for (const [name, side] of [['outerWidth', 'width'], ['outerHeight', 'height']]) redefine(window, name, { get: () => screen[side] });`;

/** The sandbox refuses dialogs without a trace that can be counted, so they are counted here; answers are those of a refusal. */
const DIALOGS = `let dialogs = 0;
for (const [name, answer] of [['alert', undefined], ['confirm', false], ['prompt', null], ['print', undefined]]) {
	window[name] = () => (dialogs++, answer);
}`;

const CONSOLE = `let calls = 0;
for (const name of Object.keys(console)) {
	const real = console[name];
	if (typeof real !== 'function') continue;
	console[name] = (...args) => {
		if (++calls > ${MAX_CONSOLE_CALLS}) return undefined;
		return real.apply(console, args.map((arg) => (typeof arg === 'string' ? arg.slice(0, ${MAX_MESSAGE_CHARS * 2}) : arg)));
	};
}`;
