package nl.rijkscloud.bounce;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Messages that come into a mailbox of bounces, in the forms that mail servers give them. */
final class SampleReports {
    private SampleReports() {}

    /** As Postfix writes it, with the headers of the returned mail. */
    static String ofPostfix(String to, String action, String status, String diagnostic) {
        return """
                Return-Path: <>
                Delivered-To: %1$s
                Received: by mail.example.nl (Postfix) id 4A1B2C3D4E; Mon, 30 Nov 2026 12:00:00 +0100 (CET)
                Date: Mon, 30 Nov 2026 12:00:00 +0100 (CET)
                From: MAILER-DAEMON@mail.example.nl (Mail Delivery System)
                Subject: Undelivered Mail Returned to Sender
                To: %1$s
                Auto-Submitted: auto-replied
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status;
                \tboundary="4A1B2C3D4E.1796036400/mail.example.nl"

                This is a MIME-encapsulated message.

                --4A1B2C3D4E.1796036400/mail.example.nl
                Content-Description: Notification
                Content-Type: text/plain; charset=us-ascii

                This is the mail system at host mail.example.nl.

                --4A1B2C3D4E.1796036400/mail.example.nl
                Content-Description: Delivery report
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mail.example.nl
                X-Postfix-Queue-ID: 4A1B2C3D4E
                X-Postfix-Sender: rfc822; %1$s
                Arrival-Date: Mon, 30 Nov 2026 12:00:00 +0100 (CET)

                Final-Recipient: rfc822; niemand@zorg.example
                Original-Recipient: rfc822;niemand@zorg.example
                Action: %2$s
                Status: %3$s
                Remote-MTA: dns; mx.zorg.example
                Diagnostic-Code: %4$s

                --4A1B2C3D4E.1796036400/mail.example.nl
                Content-Description: Undelivered Message Headers
                Content-Type: text/rfc822-headers

                Return-Path: <%1$s>
                From: IGJ Rijkscloud <no-reply@igj.example>
                To: niemand@zorg.example
                Subject: Een document van IGJ

                --4A1B2C3D4E.1796036400/mail.example.nl--
                """.formatted(to, action, status, diagnostic);
    }

    static String ofPostfix(String to) {
        return ofPostfix(to, "failed", "5.1.1",
                "smtp; 550 5.1.1 <niemand@zorg.example>: Recipient address rejected: User unknown");
    }

    /** As Exchange Online writes it: parts in a wrapper, the status in base64, the whole mail returned. */
    static String ofExchange(String to) {
        return """
                From: <postmaster@zorg.example>
                To: <%1$s>
                Subject: Niet te bezorgen: Een document van IGJ
                Content-Type: multipart/report; report-type="delivery-status"; boundary="outer"
                MIME-Version: 1.0
                X-MS-Exchange-Message-Is-Ndr:
                X-Auto-Response-Suppress: DR, OOF, AutoReply

                --outer
                Content-Type: multipart/alternative; boundary="inner"

                --inner
                Content-Type: text/plain; charset="utf-8"
                Content-Transfer-Encoding: quoted-printable

                Uw bericht aan niemand@zorg.example kan niet worden bezorgd.

                --inner
                Content-Type: text/html; charset="utf-8"

                <html><body><p>Action: delivered</p></body></html>

                --inner--

                --outer
                Content-Type: message/delivery-status
                Content-Transfer-Encoding: base64

                %2$s

                --outer
                Content-Type: message/rfc822

                Subject: Een document van IGJ
                Content-Type: text/plain

                https://igj.example/ontvang/AAAA#BBBB

                --outer--
                """.formatted(to, Base64.getMimeEncoder().encodeToString("""
                        Reporting-MTA: dns;AM0PR01MB1234.eurprd01.prod.example
                        Received-From-MTA: dns;mail.example.nl

                        Final-Recipient: rfc822;niemand@zorg.example
                        Action: failed
                        Status: 5.1.10
                        Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found
                        """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    static String delayed(String to) {
        return ofPostfix(to, "delayed", "4.4.1", "X-Postfix; connect to mx.zorg.example: Connection timed out")
                .replace("Undelivered Mail Returned to Sender", "Delayed Mail (still being retried)");
    }

    static String autoReply(String to) {
        return """
                From: Anna de Vries <anna@zorg.example>
                To: %s
                Subject: Automatisch antwoord: Een document van IGJ
                Auto-Submitted: auto-replied
                Content-Type: text/plain; charset=utf-8

                Ik ben er niet. Action: failed Status: 5.1.1
                """.formatted(to);
    }

    static byte[] bytes(String message) {
        return message.replace("\r", "").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
