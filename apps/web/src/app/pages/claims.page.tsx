import { ClaimList } from '../../features/parcels/claim-list.tsx';

export const Component = ClaimList;
