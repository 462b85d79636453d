/**
 * sRGB to Oklab, in which equal distances look about equally different. Matrices and curve from Björn Ottosson, “A perceptual
 * color space for image processing” (2020), https://bottosson.github.io/posts/oklab/; the sRGB curve is that of IEC 61966-2-1.
 */

/** Linear light of each of the 256 values of a channel. */
const LINEAR = Float64Array.from({ length: 256 }, (_, value) => {
	const share = value / 255;
	return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

/** Lightness from 0 to 1; green–red and blue–yellow from about −0.4 to 0.4. */
export type Oklab = [lightness: number, a: number, b: number];

/** @param red, green, blue whole numbers from 0 to 255 */
export function oklabOf(red: number, green: number, blue: number): Oklab {
	const [r, g, b] = [LINEAR[red] ?? 0, LINEAR[green] ?? 0, LINEAR[blue] ?? 0];
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	return [
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s
	];
}
