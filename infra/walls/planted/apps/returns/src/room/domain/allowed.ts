import type { Principal } from '../../../../../packages/contracts/src/index.ts';

export { policy } from '../../other-room/domain/policy.ts';
export const nameOf = ({ name }: Principal): string => name;
