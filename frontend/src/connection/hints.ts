/** A field of the protocol, or a state: what a program needs to know. */
const FOR_PROGRAMS = /^([a-z]+(_[a-z]+)*|[A-Z]+)$/;

/** The hint of an ERROR where a person can use it, else "". */
export function hintForPeople(hint: string): string {
  return FOR_PROGRAMS.test(hint) ? "" : hint;
}
