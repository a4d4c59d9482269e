/** What this tab remembers over a reload. The frame may be forbidden to keep anything; then a reload loses it. */
export const readKept = (key: string): string => {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

export const keep = (key: string, text: string): void => {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // see above
  }
};
