/**
 * Schemas of the domain are for the door, on the server. Pages take words and limits from the same files, and a bundler cannot see
 * that making a schema does nothing else: this tells it so, and leaves out of a page's script every schema that it does not use, and
 * with the last of them the library.
 */

/**
 * What a chain of calls and members begins with: `z` in `z.object({ … }).strict()`.
 * @param {import('vite').ESTree.Expression | import('vite').ESTree.Super} node
 */
function rootOf(node) {
	let at = node;
	for (;;) {
		if (at.type === 'CallExpression') at = at.callee;
		else if (at.type === 'MemberExpression') at = at.object;
		else return at;
	}
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
				const schemas = inits.filter((init) => {
					if (init.type !== 'CallExpression') return false;
					const root = rootOf(init);
					return root.type === 'Identifier' && ['z', 'idSchema'].includes(root.name);
				});
				let marked = code;
				for (const { start, end } of schemas.reverse())
					marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => ${marked.slice(start, end)})()${marked.slice(end)}`;
				return { code: marked, map: null };
			}
		}
	};
}
