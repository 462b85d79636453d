/**
 * Schemas of the domain are for the door, on the server. Pages take words and limits from the same files, and a bundler cannot see
 * that making a schema does nothing else: this tells it so, and leaves out of a page's script every schema that it does not use, and
 * with the last of them the library.
 */

/** By which one schema is made out of another: `NoteDraft.omit({ … })`. */
const DERIVING = ['extend', 'omit', 'partial', 'pick', 'refine'];

/**
 * Whether it is a chain of calls and members that makes a schema: of `z` as in `z.object({ … }).strict()`, or out of another schema.
 * @param {import('vite').ESTree.Expression} init
 */
function makesSchema(init) {
	if (init.type !== 'CallExpression') return false;
	/** @type {import('vite').ESTree.Expression | import('vite').ESTree.Super} */
	let at = init;
	let first = '';
	for (;;) {
		if (at.type === 'CallExpression') at = at.callee;
		else if (at.type === 'MemberExpression') {
			first = at.property.type === 'Identifier' ? at.property.name : '';
			at = at.object;
		} else break;
	}
	if (at.type !== 'Identifier') return false;
	return (
		['z', 'idSchema'].includes(at.name) || (/^[A-Z]/.test(at.name) && DERIVING.includes(first))
	);
}

/** @returns {import('vite').Plugin} */
export function schemasOnlyWhereUsed() {
	return {
		name: 'schemas-only-where-used',
		apply: 'build',
		enforce: 'post',
		transform: {
			filter: { id: /\/src\/lib\/domain\/[^/]+\.ts$/ },
			handler(code) {
				const inits = this.parse(code).body.flatMap((statement) => {
					const declared =
						statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
					return declared?.type === 'VariableDeclaration'
						? declared.declarations.flatMap(({ init }) => init ?? [])
						: [];
				});
				const schemas = inits.filter(makesSchema);
				let marked = code;
				for (const { start, end } of schemas.reverse())
					marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => ${marked.slice(start, end)})()${marked.slice(end)}`;
				return { code: marked, map: null };
			}
		}
	};
}
