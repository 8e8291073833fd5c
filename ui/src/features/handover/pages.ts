/** Sheets of the room that are about no mandate and no claim. */
export const ACCESS = 'access';
export const NEW = 'new';
export const START = 'start';
/** Where the units below stand in a season of elections: in the place of the list. */
export const SEASON = 'season';
/** Before the id of one of those units, of which nothing was declared. */
export const BELOW = 'unit-';
/** Before the id of a mandate in one of them. */
export const SEAT = 'seat-';
