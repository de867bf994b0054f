import type { Command } from "commander";
import { roles } from "#lib/core/actor.ts";
import { print, withDatabase } from "./session.ts";

type Options = { role?: string; json?: boolean; name?: string };

function roleOf(text: string): (typeof roles)[number] {
  const role = roles.find((one) => one === text);
  if (!role) throw new Error(`"${text}" is no role; it is one of ${roles.join(", ")}.`);
  return role;
}

/** `rapport user …` */
export function user(program: Command): void {
  const group = program.command("user").description("accounts");
  const commands = () => import("#lib/identity/admin.ts");
  group.command("show").argument("<who>").option("--json").description("who an account is").action(async (who: string, options: Options) => {
    const found = await withDatabase(async () => (await commands()).existing(who));
    print(found, options.json === true);
  });
  group.command("create").argument("<email>").requiredOption("--name <name>").option("--role <role>", roles.join(", "), "customer").option("--json").description("an account that can sign in by mailed link").action(async (email: string, options: Options) => {
    const role = roleOf(options.role ?? "customer");
    const [{ whenConfirmed }, { matchWaiting }] = await Promise.all([import("#lib/identity/confirmed.ts"), import("#lib/catalogue/orders/matching.ts")]);
    whenConfirmed(matchWaiting);
    print(await withDatabase(async () => (await commands()).createAccount({ email, name: options.name ?? "", role })), options.json === true);
  });
  group.command("role").argument("<who>").argument("<role>").option("--json").description("change what someone may do here; their figures are counted afresh").action(async (who: string, role: string, options: Options) => {
    const next = roleOf(role);
    const changed = await withDatabase(async () => {
      const account = await (await commands()).changeRole(who, next);
      await (await import("#lib/relationship/rebuild.ts")).rebuild();
      return account;
    });
    print(changed, options.json === true);
  });
  for (const [name, suspended, said] of [["suspend", true, "end someone's sessions and keep them out"], ["restore", false, "let a suspended person in again"]] as const) {
    group.command(name).argument("<who>").option("--json").description(said).action(async (who: string, options: Options) => {
      print(await withDatabase(async () => (await commands()).suspend(who, suspended)), options.json === true);
    });
  }
}
