import { ComplaintList } from '../../features/parcels/complaint-list.tsx';

export const Component = ComplaintList;
