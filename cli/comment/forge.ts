export interface Comment {
  /** Later comments have larger numbers, on GitHub as on GitLab. */
  readonly id: number;
  readonly author: string;
  readonly text: string;
}

/** A site where changes are discussed before they are merged, opened at one pull or merge request. */
export interface Forge {
  /** `pull request 7 of acme/quantflow on GitHub` */
  readonly subject: string;
  /** The longest comment that it takes, in characters. */
  readonly longest: number;
  /** Who the token speaks as, written as in a comment's author. */
  author(): Promise<string>;
  comments(): Promise<readonly Comment[]>;
  /** Both answer with the address of the comment's page. */
  create(text: string): Promise<string>;
  update(id: number, text: string): Promise<string>;
  remove(id: number): Promise<void>;
}
