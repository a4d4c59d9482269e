import { half } from './no-cycles.ts';

export const other = () => half;
