export type WaybillRefusal = 'waybill-unknown' | 'waybill-of-other-order' | 'not-a-weight';
