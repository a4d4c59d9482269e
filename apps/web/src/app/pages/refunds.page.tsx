import { RefundList } from '../../features/refunds/refund-list.tsx';

export const Component = RefundList;
