import type { Recipient } from '@kefu/contracts';

const maskName = (name: string): string => (name ? `${[...name][0] ?? ''}**` : '');

const maskPhone = (phone: string): string => {
  const digits = phone.replace(/^\s*(?:\+|00)86/, '').replaceAll(/\D/g, '');
  if (phone === '') return '';
  return digits.length >= 9 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : '****';
};

// Province and city stay: agents need them for freight and delivery times. The rest finds a door.
const region = /^(?:\S{2,8}?(?:省|自治区|特别行政区))?\s*(?:\S{2,8}?(?:市|自治州|地区|盟))?/u;

const maskAddress = (address: string): string => (address ? `${region.exec(address)?.[0] ?? ''}***` : '');

/** A recipient as everyone may see it: 王**, 138****1234, 浙江省杭州市***. */
export const maskRecipient = ({ name, phone, address }: Recipient): Recipient => ({
  name: maskName(name),
  phone: maskPhone(phone),
  address: maskAddress(address),
});
