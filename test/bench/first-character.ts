/** The rule of both sides' rewards: about half of all completions of an untrained policy are right. `peer/grpo.py` has it in Python. */
export function isEvenAtFirst(text: string): boolean {
  return text.length > 0 && text.charCodeAt(0) % 2 === 0;
}
