/** What the keyboard can do; combinations are written as `Alt+ArrowDown` with the event's code or key. */
export const keymap = {
  nextWaiting: 'Alt+ArrowDown',
  previousConversation: 'Alt+ArrowUp',
  palette: 'Ctrl+k',
  transfer: 'Alt+t',
  close: 'Alt+w',
  missingItem: 'Alt+q',
  sheet: '?',
  backToText: 'Escape',
} as const;
export type KeyName = keyof typeof keymap;

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey'>;

// With Alt held, macOS turns letters into symbols: the code still names the key.
const keyOf = ({ key, code, altKey }: Pressed): string => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  return (altKey && (letter?.toLowerCase() ?? digit)) || (key.length === 1 ? key.toLowerCase() : key);
};

export const combinationOf = (pressed: Pressed): string =>
  [pressed.ctrlKey || pressed.metaKey ? 'Ctrl' : '', pressed.altKey ? 'Alt' : '', keyOf(pressed)]
    .filter(Boolean)
    .join('+');

const names: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', Enter: '⏎' };

export const combinationText = (combination: string): string =>
  combination
    .split('+')
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' + ');
