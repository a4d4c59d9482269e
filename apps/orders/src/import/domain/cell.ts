const protectedNumber = /^="(.*)"$/s;
const stray = /^[\s\u200b\ufeff]+|[\s\u200b\ufeff]+$/g;
const nothing = /^(?:null|n\/a|\\N|-{1,3}|—+|无)$/i;

// Most cells are as they should be, and there are millions: one look tells.
const mayNeedCare = /^[\s\u200b\ufeff='n\\—无-]|[\s\u200b\ufeff]$|\0/i;

/** A cell as it was meant: exports write `="123"` or `'123` to save long numbers from spreadsheets, and `null` for nothing. */
export const cleanCell = (raw: string): string => {
  if (!mayNeedCare.test(raw)) return raw;
  const trimmed = raw.replaceAll('\0', '').replace(stray, '');
  const bare = (protectedNumber.exec(trimmed)?.[1] ?? trimmed)
    .replace(/^'(?=[\dA-Za-z])/, '')
    .replace(stray, '');
  return nothing.test(bare) ? '' : bare;
};

/** Full-width digits and signs as the plain ones: `１２．５０` is `12.50`. */
export const plainDigits = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : text.normalize('NFKC');
