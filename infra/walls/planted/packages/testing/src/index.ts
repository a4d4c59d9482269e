export const given = 'what helps tests';
