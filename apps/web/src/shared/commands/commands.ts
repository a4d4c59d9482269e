import { createContext, useContext, useEffect, useEffectEvent } from 'react';

export type Command = { id: string; group: string; label: string; keys?: string; run: () => void };

/** What `Ctrl+K` finds: the page in front adds its own commands to the frame's. */
export const createCommandBook = () => {
  const sources = new Set<() => Command[]>();
  return {
    add: (source: () => Command[]): (() => void) => {
      sources.add(source);
      return () => sources.delete(source);
    },
    all: (): Command[] => [...sources].reverse().flatMap((source) => source()),
  };
};
type CommandBook = ReturnType<typeof createCommandBook>;

export const CommandContext = createContext<CommandBook | null>(null);

export const useCommands = (source: () => Command[]): void => {
  const book = useContext(CommandContext);
  const commands = useEffectEvent(source);
  useEffect(() => book?.add(() => commands()), [book]);
};
