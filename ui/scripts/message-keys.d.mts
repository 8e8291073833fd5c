/** Keys of one language's messages, each with the names of its variables in alphabetical order. */
export function readMessages(folder: string): Map<string, string[]>;
export function typesOf(messages: Map<string, string[]>): string;
