/**
 * The one place that names the schema library.
 *
 * @module
 */
export {
  any,
  array,
  bigint,
  boolean,
  check,
  custom,
  description,
  exactOptional,
  getGlobalConfig,
  lazy,
  literal,
  looseObject,
  metadata,
  nullable,
  number,
  optional,
  pipe,
  rawCheck,
  record,
  regex,
  safeInteger,
  safeParse,
  strictObject,
  string,
  transform,
  union,
  variant,
} from "npm:valibot@1.5.0";
export type {
  ExactOptionalSchema,
  GenericIssue,
  GenericSchema,
  RawCheckIssueInfo,
} from "npm:valibot@1.5.0";
