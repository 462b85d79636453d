/** What a view says of itself in its address: it outlives a reload and the way back, and goes along with a link. */
import { browser } from '$app/environment';
import { replaceState } from '$app/navigation';
import { page } from '$app/state';

/** Asked anew after every navigation. Kit's own URL does not know what was noted since the last one. */
export function readAddress(name: string): string | null {
	const { searchParams } = page.url;
	return (browser ? new URLSearchParams(location.search) : searchParams).get(name);
}

/** Without a step in the way back. @param value null: it is as usual, and not worth a word */
export function noteInAddress(name: string, value: string | null): void {
	const params = new URLSearchParams(location.search);
	if (params.get(name) === value) return;
	if (value === null) params.delete(name);
	else params.set(name, value);
	replaceState(`${location.pathname}${searchText(params)}`, page.state);
}

/** As it stands in an address, with its question mark; commas stay as they are read. */
export function searchText(params: URLSearchParams): string {
	return params.size > 0 ? `?${params.toString().replaceAll('%2C', ',')}` : '';
}
