export const desks = {};
