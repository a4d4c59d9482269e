/** `zto:7731…` as people say it: `ZTO 7731…`. */
export const waybillText = (waybillId: string): string => {
  const [carrier = '', ...number] = waybillId.split(':');
  return `${carrier.toUpperCase()} ${number.join(':')}`;
};
