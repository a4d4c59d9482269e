export const orders = 'another app';
