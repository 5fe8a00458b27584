/**
 * The one place that names the schema library.
 *
 * @module
 */
export {
  array,
  custom,
  description,
  exactOptional,
  lazy,
  looseObject,
  metadata,
  pipe,
  rawCheck,
  rawTransform,
  record,
  safeParse,
  string,
  transform,
  union,
} from "npm:valibot@1.5.0";
export type {
  ExactOptionalSchema,
  GenericIssue,
  GenericSchema,
} from "npm:valibot@1.5.0";
