const names: readonly (readonly [RegExp, string])[] = [
  [/顺丰|^sf/i, 'sf'],
  [/中通|^zto/i, 'zto'],
  [/圆通|^yto/i, 'yto'],
  [/申通|^sto/i, 'sto'],
  [/韵达|^yunda/i, 'yunda'],
  [/极兔|^jt$|^j&t/i, 'jt'],
  [/京东|^jd/i, 'jd'],
  [/德邦|^deppon|^dpk/i, 'deppon'],
  [/ems|邮政|^post/i, 'ems'],
  [/百世|^best/i, 'best'],
];

// Ranges overlap (77… is 中通's and 申通's), so this is a suggestion for files that do not name the carrier.
const shapes: readonly (readonly [RegExp, string])[] = [
  [/^SF\d{12,13}$/i, 'sf'],
  [/^YT\d{13}$/i, 'yto'],
  [/^7[3-8]\d{12}$/, 'zto'],
  [/^JT\d{13}$/i, 'jt'],
  [/^JD/i, 'jd'],
  [/^DPK\d{12}$/i, 'deppon'],
];

const code = /^[a-z0-9-]{1,30}$/;

/** A carrier's code from its name as exports write it, else from the shape of the number; `other` when neither helps. */
export const carrierOf = (name: string | undefined, number: string): string => {
  if (!name) return shapes.find(([shape]) => shape.test(number))?.[1] ?? 'other';
  const known = names.find(([pattern]) => pattern.test(name))?.[1];
  const given = name.toLowerCase().replaceAll(/[\s_.]+/g, '-');
  return known ?? (code.test(given) ? given : 'other');
};

/** The waybill numbers of a cell: several are separated, some exports write `No:` before them. */
export const waybillNumbers = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;|/，；、]+/)
      .map((number) => number.replace(/^no[:：.]?/i, ''))
      .filter((number) => /^[\w-]{4,60}$/.test(number)),
  ),
];
