/** Services that Docker cannot run as they are declared; `code` is stable, the text is not. */
export class DockerRenderingError extends Error {
  override readonly name = "DockerRenderingError";
  constructor(
    readonly code: "docker/circular-needs",
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

export const servicesNeedEachOther = (circle: readonly string[]): DockerRenderingError =>
  new DockerRenderingError(
    "docker/circular-needs",
    `services need each other, so none could start first: ${circle.join(" -> ")}`,
    "take one of them out of the other's `needs`",
  );
