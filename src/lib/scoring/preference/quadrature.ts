/** Expectations over the standard normal by Gauss–Hermite. */
export interface Rule {
	nodes: Float64Array;
	weights: Float64Array;
}

/** Exact for polynomials up to the thirteenth degree. */
export const SEVEN_POINTS: Rule = {
	nodes: Float64Array.of(
		-3.750439717725742,
		-2.366759410734541,
		-1.1544053947399682,
		0,
		1.1544053947399682,
		2.366759410734541,
		3.750439717725742
	),
	weights: Float64Array.of(
		0.0005482688559722182,
		0.03075712396758651,
		0.2401231786050127,
		0.4571428571428571,
		0.2401231786050127,
		0.03075712396758651,
		0.0005482688559722182
	)
};

/** Up to the fifth. */
export const THREE_POINTS: Rule = {
	nodes: Float64Array.of(-Math.sqrt(3), 0, Math.sqrt(3)),
	weights: Float64Array.of(1 / 6, 2 / 3, 1 / 6)
};
