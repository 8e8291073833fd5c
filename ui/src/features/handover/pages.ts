/** Sheets of the room that are about no mandate and no claim. */
export const ACCESS = 'access';
export const NEW = 'new';
export const START = 'start';
