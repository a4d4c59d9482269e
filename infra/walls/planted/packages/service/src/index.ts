export const startService = 'a framework';
