/** What went wrong outside of the panels, by what it concerns. */
export function Notices({ problems }: { problems: Readonly<Record<string, string | undefined>> }) {
  const said = Object.entries(problems).filter(([, problem]) => problem !== undefined);
  if (said.length === 0) return null;
  return (
    <ul className="notices" role="alert">
      {said.map(([what, problem]) => (
        <li key={what}>
          <strong>{what}:</strong> {problem}
        </li>
      ))}
    </ul>
  );
}
