/** A folder to scan: what the server is told, and what a person reads. */
export interface ChosenFolder {
  /** A link or an id, as it was pasted or browsed to. */
  readonly link: string;
  /** "" where only the server knows it. */
  readonly name: string;
}
