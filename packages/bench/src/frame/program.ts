/** A program that lies beside the file that starts it, as source or built like that one. */
export const programBeside = (file: string, name: string): URL =>
  new URL(`${name}${file.endsWith('.ts') ? '.ts' : '.js'}`, file);
