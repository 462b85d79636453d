/**
 * Script text: declares `selectorOf(element)`, which finds the element in its document again: by its id, by the id it was given when it
 * came in, or by its place.
 */
export const SELECTOR_SCRIPT = `const selectorOf = (element) => {
	const steps = [];
	for (let at = element; at; at = at.parentElement) {
		const name = at.localName;
		if (at.id && typeof at.id === 'string' && at.id.length <= 60 && document.querySelectorAll('#' + CSS.escape(at.id)).length === 1) {
			steps.unshift('#' + CSS.escape(at.id));
			break;
		}
		const given = at.getAttribute('data-vt-id');
		if (given && /^[\\w-]{1,60}$/.test(given)) {
			steps.unshift(name + '[data-vt-id="' + given + '"]');
			break;
		}
		let place = 1;
		for (let other = at.previousElementSibling; other; other = other.previousElementSibling) if (other.localName === name) place++;
		steps.unshift(at.parentElement ? CSS.escape(name) + ':nth-of-type(' + place + ')' : CSS.escape(name));
	}
	return steps.slice(-40).join(' > ');
};`;
