/** The page's data, which lie in it as JSON. */
export function embeddedData<Data>(): Data {
  return JSON.parse(document.getElementById("data")?.textContent ?? "null") as Data;
}
