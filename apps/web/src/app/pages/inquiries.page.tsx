import { InquiryList } from '../../features/parcels/inquiry-list.tsx';

export const Component = InquiryList;
