import { UserError } from "@lode/core";
import { readEvent } from "./event.js";
import { maskedChecksum } from "./masked-checksum.js";
import { RECORD_END, RECORD_START } from "./record-bytes.js";

/** The beginning of a file of events. */
export interface KeptEvents {
  readonly bytes: Uint8Array;
  /** The time of the last event. */
  readonly seconds: number;
}

/**
 * The events that a run resumed after step `resumedFrom` keeps: those of steps up to it. A process that was killed may have left a part of an event at the
 * end; it is dropped.
 *
 * Throws RUN_DAMAGED for an event that would be kept and whose checksum is wrong.
 */
export function keptEvents(content: Uint8Array, resumedFrom: number, file: string): KeptEvents {
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  let [end, seconds] = [0, 0];
  while (end + RECORD_START <= content.length) {
    if (view.getUint32(end + 8, true) !== maskedChecksum(content.subarray(end, end + 8))) throw damaged(end, file);
    const start = end + RECORD_START;
    const length = Number(view.getBigUint64(end, true));
    if (start + length + RECORD_END > content.length) break;
    const record = content.subarray(start, start + length);
    if (view.getUint32(start + length, true) !== maskedChecksum(record)) throw damaged(end, file);
    const event = readEvent(record);
    if (event.step > resumedFrom) break;
    seconds = event.seconds;
    end = start + length + RECORD_END;
  }
  return { bytes: content.subarray(0, end), seconds };
}

function damaged(place: number, file: string): UserError {
  return new UserError("RUN_DAMAGED", `the event at byte ${place} has a wrong checksum`, {
    place: { file },
    remedy: "Restore the file from a copy, or remove it: events of the steps so far are lost then. Resume again.",
  });
}
