/** Words in place of a picture. */
export function Message({ title, text }: { title: string; text: string }) {
  return (
    <div className="message">
      <strong>{title}</strong>
      {text !== "" && <p>{text}</p>}
    </div>
  );
}
