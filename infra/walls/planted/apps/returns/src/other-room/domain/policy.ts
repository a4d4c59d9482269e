export const policy = 7;
