/** Does something at the call of a number, from 0, of all that it hears. */
export function atCall(moment: number, act: () => void): () => void {
  let heard = 0;
  return () => {
    if (heard++ === moment) act();
  };
}
