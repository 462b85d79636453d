import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		// A page comes with its styles: without them browsers lay it out once for nothing, and eight more files keep it waiting.
		inlineStyleThreshold: 1_000_000,
		// A build is made beside the one in use and takes its place when it is whole.
		adapter: adapter({ out: process.env['VITRINE_BUILD_DIR'] || 'build' }),
		// Host and Origin are checked on every request in hooks.server.ts, for all methods and types; Kit's own check
		// covers form posts alone and needs to be told its origin beforehand.
		csrf: { trustedOrigins: ['*'] },
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self', 'unsafe-inline'],
				'img-src': ['self', 'data:', 'blob:'],
				'font-src': ['self', 'data:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	},
	compilerOptions: {
		runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true)
	}
};
