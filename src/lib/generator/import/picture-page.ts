/** A screenshot as a variant: a plain page that shows it, and nothing else. */
import sharp from 'sharp';
import { VitrineError } from '#lib/domain/errors.ts';
import { MAX_PICTURE_PIXELS } from './import-limits.ts';
import { pictureType } from './media-type.ts';
import { nameOf, withoutExtension } from './paths.ts';

/**
 * The picture at its natural size, or as wide as the window where that is narrower.
 * @throws VitrineError `import_unreadable`, `import_too_large`
 */
export async function picturePage(path: string, bytes: Uint8Array): Promise<string> {
	const type = pictureType(bytes);
	if (type === null) {
		throw new VitrineError('import_unreadable', 'This is not a picture, whatever its name says.', {
			fix: 'PNG, JPEG, WebP, GIF and AVIF can be brought in.'
		});
	}
	const { width, height } = await sizeOf(bytes);
	const title = escaped(withoutExtension(nameOf(path)));
	const data = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<meta name="description" content="Picture only">
<style>
body { margin: 0; background: #fff; }
img { display: block; max-width: 100%; height: auto; margin: 0 auto; }
</style>
</head>
<body>
<img src="${data}" width="${width}" height="${height}" alt="Screenshot ${title}">
</body>
</html>
`;
}

/** In pixels, upright. Reads a little of the picture too: a name and a size do not make one. */
async function sizeOf(bytes: Uint8Array): Promise<{ width: number; height: number }> {
	const open = () => sharp(bytes, { limitInputPixels: MAX_PICTURE_PIXELS, failOn: 'truncated' });
	try {
		const { width, height, autoOrient } = await sharp(bytes, {
			limitInputPixels: false
		}).metadata();
		if (width * height > MAX_PICTURE_PIXELS) {
			throw new VitrineError(
				'import_too_large',
				`This picture is ${width} × ${height} pixels; up to ${MAX_PICTURE_PIXELS / 1e6} million can be shown.`,
				{ fix: 'Make it smaller.' }
			);
		}
		await open().resize(8, 8, { fit: 'fill' }).toBuffer();
		return autoOrient;
	} catch (thrown) {
		if (thrown instanceof VitrineError) throw thrown;
		throw new VitrineError('import_unreadable', 'This picture is damaged or cut short.', {
			cause: thrown
		});
	}
}

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
