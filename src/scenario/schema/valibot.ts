/**
 * The one place that names the schema library.
 *
 * @module
 */
export {
  any,
  array,
  check,
  custom,
  description,
  exactOptional,
  getGlobalConfig,
  lazy,
  metadata,
  pipe,
  rawCheck,
  record,
  safeParse,
  strictObject,
  string,
  transform,
  union,
} from "npm:valibot@1.5.0";
export type {
  ExactOptionalSchema,
  GenericIssue,
  GenericSchema,
  RawCheckIssueInfo,
} from "npm:valibot@1.5.0";
