/** Words in place of a picture, and the queries that they are about. */
export function Message(props: { title: string; text: string; queries?: readonly string[] | undefined }) {
  const { title, text, queries = [] } = props;
  return (
    <div className="message">
      <strong>{title}</strong>
      {text !== "" && <p>{text}</p>}
      {queries.map((query) => (
        <code key={query}>{query}</code>
      ))}
    </div>
  );
}
