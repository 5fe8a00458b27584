/**
 * The one place that names the YAML parser.
 *
 * @module
 */
export {
  EVENT_ID,
  getScalarValue,
  parseEvents,
  SCALAR_STYLE,
  YAMLException,
} from "npm:js-yaml@5.5.0";
export type {
  AliasEvent,
  Event,
  MappingEvent,
  ScalarEvent,
  SequenceEvent,
} from "npm:js-yaml@5.5.0";
