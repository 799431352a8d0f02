import { PbfReader, PbfWriter } from "pbf";
import type { Metrics } from "@lode/core";

/** The content of the first record of every file: the version of the format. */
const VERSION = "brain.Event:2";

/** What TensorBoard is told of a step. */
export interface Event {
  /** Where it stands on TensorBoard's axis of time. */
  readonly seconds: number;
  readonly step: number;
  readonly metrics: Metrics;
}

/** The event with which a file begins, as protobuf. */
export function versionEvent(): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(1, 0);
  writer.writeStringField(3, VERSION);
  return writer.finish();
}

/**
 * An event as protobuf, metrics in order of their names and rounded to 32 bits, which is what TensorBoard holds. Numbers are field numbers of
 * https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto and summary.proto.
 */
export function eventBytes({ seconds, step, metrics }: Event): Uint8Array {
  const writer = new PbfWriter();
  writer.writeDoubleField(1, seconds);
  writer.writeVarintField(2, step);
  writer.writeMessage(5, writeSummary, metrics);
  return writer.finish();
}

/** Time and step of an event. */
export function readEvent(content: Uint8Array): Pick<Event, "seconds" | "step"> {
  const found = { seconds: 0, step: 0 };
  return new PbfReader(content).readFields((field, event, reader) => {
    if (field === 1) event.seconds = reader.readDouble();
    if (field === 2) event.step = reader.readVarint();
  }, found);
}

function writeSummary(metrics: Metrics, writer: PbfWriter): void {
  const sorted = Object.entries(metrics).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const metric of sorted) writer.writeMessage(1, writeValue, metric);
}

function writeValue([name, value]: [string, number], writer: PbfWriter): void {
  writer.writeStringField(1, name);
  writer.writeFloatField(2, value);
}
