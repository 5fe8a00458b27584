/** The tasks of the project. */

const CONFIG = new URL("../../deno.json", import.meta.url);

/** What a task runs, by its name. */
export const TASKS: Readonly<Record<string, { readonly command: string }>> =
  JSON.parse(Deno.readTextFileSync(CONFIG)).tasks;

/** What a task permits. */
export function permissionsOf(task: string): string[] {
  return TASKS[task]!.command.match(/--allow-\S+/g) ?? [];
}
