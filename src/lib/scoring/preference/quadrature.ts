/** Expectations over the standard normal by seven-point Gauss–Hermite: the middle, and three pairs ±x. */
export const NODES = [1.1544053947399682, 2.366759410734541, 3.750439717725742] as const;
export const WEIGHTS = [0.2401231786050127, 0.03075712396758651, 0.0005482688559722182] as const;
export const MIDDLE_WEIGHT = 0.4571428571428571;
