export const weigh = async (): Promise<number> => 1000;
