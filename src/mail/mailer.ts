/** One mail to one person, ready to go. */
export interface Mail {
  /** `Name <box@host>` or a bare address. */
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** With angle brackets. The same at every try, so that a mail that was accepted twice is shown once. */
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** `final`: no later try can succeed (this recipient or this mail is refused). `reason` names no address and no text. */
export type Sent =
  | { readonly accepted: true }
  | { readonly accepted: false; readonly final: boolean; readonly reason: string };

/** The port to the post. `accepted` means that the other side has taken the responsibility for the mail. Never throws for what the post answers. */
export interface Mailer {
  send(mail: Mail): Promise<Sent>;
  /** Whether mails could be sent now, found out without sending one: null, or what is in the way. Never throws. */
  trouble(): Promise<string | null>;
  close(): Promise<void>;
}
