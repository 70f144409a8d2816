/** Reports as mail servers write them, about a letter with the given headers. */

interface Bounce {
  readonly to: string;
  readonly status?: string;
  readonly action?: string;
  /** Headers of the letter that came back; null: nothing did. */
  readonly returned: string | null;
  readonly returnedType?: string;
}

const crlf = (text: string) => text.replace(/\r?\n/g, "\r\n");
export const bytes = (text: string) => new TextEncoder().encode(crlf(text));

/** RFC 3464, in the manner of Postfix. */
export function bounce({
  to,
  status = "5.1.1",
  action = "failed",
  returned,
  returnedType = "text/rfc822-headers",
}: Bounce): Uint8Array {
  return bytes(`From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: tracker@example.com
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="B.1/mx.example.net"
Message-ID: <20251105213001.B@mx.example.net>

This is a MIME-encapsulated message.

--B.1/mx.example.net
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B.1/mx.example.net
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
X-Postfix-Sender: rfc822; tracker@example.com
Arrival-Date: Wed,  5 Nov 2025 21:30:00 +0000 (UTC)

Final-Recipient: rfc822; ${to}
Original-Recipient: rfc822;${to}
Action: ${action}
Status: ${status}
Remote-MTA: dns; mx.example.net
Diagnostic-Code: smtp; 550 ${status} <${to}>: Recipient address rejected:
    User unknown in virtual mailbox table
${
  returned === null
    ? ""
    : `
--B.1/mx.example.net
Content-Description: Undelivered Message Headers
Content-Type: ${returnedType}

${returned}
`
}
--B.1/mx.example.net--
`);
}

/** RFC 5965. */
export function complaint({
  type = "abuse",
  returned,
  to = null,
}: {
  readonly type?: string;
  readonly returned: string;
  readonly to?: string | null;
}): Uint8Array {
  return bytes(`From: <abusedesk@example.net>
Subject: FW: Issue
To: <tracker@example.com>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report;
     boundary="part1_13d.2e68ed54_boundary"

--part1_13d.2e68ed54_boundary
Content-Type: text/plain; charset="US-ASCII"
Content-Transfer-Encoding: 7bit

This is an email abuse report.

--part1_13d.2e68ed54_boundary
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: SomeGenerator/1.0
Version: 1
${to === null ? "" : `Original-Rcpt-To: <${to}>\n`}Original-Mail-From: <tracker@example.com>
Arrival-Date: Thu, 8 Mar 2025 14:00:00 EDT

--part1_13d.2e68ed54_boundary
Content-Type: message/rfc822
Content-Disposition: inline

${returned}

The issue itself.
--part1_13d.2e68ed54_boundary--
`);
}

/** Headers as our letters have them. */
export function letterHeaders({
  link = null,
  messageId = "<other@example.com>",
}: {
  readonly link?: string | null;
  readonly messageId?: string;
}): string {
  return `Received: by mx.example.net (Postfix) id 4XyZ; Wed,  5 Nov 2025 21:30:00 +0000 (UTC)
From: Tracker <tracker@example.com>
Subject: Issue
Message-ID: ${messageId}${link === null ? "" : `\nList-Unsubscribe: <${link}>`}
List-Unsubscribe-Post: List-Unsubscribe=One-Click`;
}
