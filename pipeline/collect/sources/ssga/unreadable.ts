/** A workbook that is not what it should be; the message is a full sentence. Caught where the page is opened. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
}
