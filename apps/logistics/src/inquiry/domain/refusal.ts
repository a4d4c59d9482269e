export type InquiryRefusal = 'inquiry-unknown' | 'inquiry-answered' | 'not-a-weight';
