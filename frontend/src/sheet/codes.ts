// Codes as people type or paste them: one a line, or separated by commas, semicolons or tabs.

export function typedCodes(text: string): string[] {
  const codes = text.split(/[\n\r\t,;]+/).map((code) => code.trim());
  return [...new Set(codes.filter(Boolean))];
}
