// Only words that Node 10 understands, so that an old Node reads this far and is told what it lacks.
import('./enter.js').then(
	function (entrance) {
		entrance.enter(function () {
			return import('./run-build.js');
		});
	},
	function (error) {
		console.error(
			'Vitrine needs Node 20.19 or newer, and this is Node ' + process.versions.node + '.'
		);
		console.error('Get a newer one from https://nodejs.org (' + error.message + ').');
		process.exitCode = 2;
	}
);
