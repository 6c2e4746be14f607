import { Empty } from "../pages/Empty";
import { count } from "../ui/words";

/** In the place of rows that were counted and have not come: the page asks for them by itself. */
export function OnTheirWay({ total }: { readonly total: number }) {
  return <Empty title={`${count(total)} more on their way…`}>They were counted and are being fetched.</Empty>;
}
