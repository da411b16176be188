import type { Address } from "../data/address.ts";
import { ALL, type Choice } from "../data/variables.ts";
import { Combobox, InlineLabel, Input, MultiCombobox } from "../grafana/controls.ts";

/** A dashboard's choices, as controls with their names. */
export function Variables(props: {
  choices: readonly Choice[];
  address: Address;
  change: (part: Partial<Address>) => void;
}) {
  const { choices, address, change } = props;
  const shown = choices.filter(({ variable }) => variable.hide !== 2 && variable.type !== "constant");
  if (shown.length === 0) return null;
  return (
    <div className="variables">
      {shown.map((choice) => (
        <Variable
          key={choice.variable.name}
          choice={choice}
          choose={(values) => change({ variables: { ...address.variables, [choice.variable.name]: values } })}
        />
      ))}
    </div>
  );
}

function Variable({ choice, choose }: { choice: Choice; choose: (values: readonly string[]) => void }) {
  const { variable, problem } = choice;
  const id = `var-${variable.name}`;
  return (
    <div className="variable">
      <InlineLabel htmlFor={id} width="auto" {...(problem && { tooltip: problem })}>
        {variable.label || variable.name}
      </InlineLabel>
      <Control {...{ id, choice, choose }} />
    </div>
  );
}

function Control({ id, choice, choose }: { id: string; choice: Choice; choose: (values: readonly string[]) => void }) {
  const { variable, options, chosen, problem } = choice;
  const listed = [
    ...(variable.includeAll ? [{ label: "All", value: ALL }] : []),
    ...options.map(({ text, value }) => ({ label: text, value })),
  ];
  const size = { width: "auto", minWidth: 12, maxWidth: 40 } as const;
  if (variable.type === "textbox")
    return (
      <Input
        id={id}
        width={24}
        defaultValue={chosen[0] ?? ""}
        onBlur={({ currentTarget }) => choose([currentTarget.value])}
      />
    );
  if (variable.multi)
    return (
      <MultiCombobox
        {...size}
        id={id}
        options={listed}
        value={[...chosen]}
        invalid={problem !== undefined}
        onChange={(values) =>
          choose(
            exclusive(
              values.map(({ value }) => value),
              chosen,
            ),
          )
        }
      />
    );
  return (
    <Combobox
      {...size}
      id={id}
      options={listed}
      value={chosen[0] ?? null}
      invalid={problem !== undefined}
      onChange={({ value }) => choose([value])}
    />
  );
}

/** All takes the place of the others, and one of the others that of All; none is All. */
function exclusive(values: readonly string[], before: readonly string[]): readonly string[] {
  if (values.length === 0 || (values.includes(ALL) && !before.includes(ALL))) return [ALL];
  return values.filter((value) => value !== ALL);
}
