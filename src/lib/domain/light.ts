/** The two lights of the room. Without a choice the system's setting decides. */
export const LIGHTS = ['table', 'darkroom'] as const;
export type Light = (typeof LIGHTS)[number];

/** Set by the page, read by the server, so that a page comes in the right light at once. */
export const LIGHT_COOKIE = 'vitrine-light';
